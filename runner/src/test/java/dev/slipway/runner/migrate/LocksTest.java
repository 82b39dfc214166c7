package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Locks that others hold: named, waited for without queueing, tried again with nothing held. */
class LocksTest {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private static final String QUEUED =
      "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'shop.orders'::regclass";

  private static final String LOOKING =
      "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'slipway/%'"
          + " AND datname = current_database() AND query LIKE '%FROM pg_locks l%'";

  @Test
  void whoHoldsTheTableIsNamed() throws Exception {
    Scene scene = orders().with("SLIPWAY_LONG_TRANSACTION_SECONDS", "3600");
    scene.execute("GRANT pg_read_all_stats TO " + scene.value("SELECT current_database()"));

    try (Connection dump = dump(scene)) {
      Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);

      assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.LockTimeout);
      assertThat(outcome.result().message())
          .contains("V2__note.sql", "session ", "(pg_dump, role postgres) holds shop.orders")
          .containsPattern("since 20\\d\\d-");
      assertThat(dump.isValid(1)).isTrue();
    }
  }

  @Test
  void theProgressOfAnIndexBuildIsToldWithWhomItWaitsFor() throws Exception {
    Scene scene = Scene.on(18);
    scene.execute("CREATE TABLE public.orders AS SELECT 1 AS id");
    try (Connection other = scene.connect();
        Statement holds = other.createStatement();
        Connection builder = scene.connect();
        Statement build = builder.createStatement();
        Connection session = scene.connect();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      build.execute("SET application_name = 'slipway/a/1'");
      other.setAutoCommit(false);
      holds.execute("LOCK TABLE public.orders IN ROW EXCLUSIVE MODE");
      Future<Boolean> building =
          threads.submit(() -> build.execute("CREATE INDEX CONCURRENTLY i ON orders (id)"));
      List<String> told = List.of();
      while (told.stream().noneMatch(sentence -> sentence.contains("behind"))) {
        assertThat(building.isDone()).isFalse();
        told = BuildProgress.sentences(session, "slipway/a/1");
      }
      other.rollback();
      building.get();

      assertThat(told)
          .singleElement()
          .asString()
          .contains("waiting for writers before build, behind 1 others, now session ");
      assertThat(BuildProgress.sentences(session, "slipway/a/1")).isEmpty();
    }
  }

  @Test
  void aLongTransactionIsLetThroughBeforeTheFirstLockIsAskedFor() throws Exception {
    Scene scene =
        orders().with("SLIPWAY_LONG_TRANSACTION_SECONDS", "0").with("SLIPWAY_LOCKS_SECONDS", "60");
    Future<Outcome> run;

    try (Connection dump = dump(scene)) {
      run = THREADS.submit(() -> scene.run("migrate", 2));
      until(scene, LOOKING, run);

      assertThat(scene.value(QUEUED)).isEqualTo("0");
      dump.rollback();
    }

    assertThat(run.get(60, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Done);
  }

  @Test
  void aLockTimeoutIsTriedAgainAndNothingIsHeldBetween() throws Exception {
    Scene scene =
        orders()
            .with("SLIPWAY_LONG_TRANSACTION_SECONDS", "3600")
            .with("SLIPWAY_LOCKS_SECONDS", "60");
    Future<Outcome> run;

    try (Connection dump = dump(scene)) {
      run = THREADS.submit(() -> scene.run("migrate", 2));
      until(scene, QUEUED, run);
      until(scene, QUEUED.replace("count(*)", "1 - least(count(*), 1)"), run);

      assertThat(
              scene.value(
                  "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                      + " WHERE application_name LIKE 'slipway/%' AND locktype = 'relation'"
                      + " AND relation = 'shop.orders'::regclass"))
          .isEqualTo("0");
      dump.rollback();
    }

    assertThat(run.get(60, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Done);
  }

  @Test
  void pausesGrowToALimitAndNoTwoRunnersKeepStep() {
    Pauses pauses = new Pauses(new Random(1));
    Pauses others = new Pauses(new Random(2));

    assertThat(pauses.next()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(pauses.next()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    pauses.next();
    pauses.next();
    pauses.next();
    assertThat(pauses.next()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    assertThat(others.next()).isNotEqualTo(new Pauses(new Random(1)).next());
  }

  private static Scene orders() {
    Scene scene = Scene.on(18).file("V1__orders.sql", "CREATE TABLE orders (id int);");
    scene.run("migrate", 1);
    return scene.file("V2__note.sql", "ALTER TABLE orders ADD note text;");
  }

  private static Connection dump(Scene scene) throws SQLException {
    Connection dump = scene.connect();
    try (Statement statement = dump.createStatement()) {
      statement.execute("SET application_name = 'pg_dump'");
      dump.setAutoCommit(false);
      statement.execute("LOCK TABLE shop.orders IN ACCESS SHARE MODE");
    }
    return dump;
  }

  private static void until(Scene scene, String query, Future<Outcome> run) {
    while (!scene.value(query).equals("1")) {
      assertThat(run).isNotDone();
    }
  }
}
