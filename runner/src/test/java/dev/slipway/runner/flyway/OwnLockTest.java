package dev.slipway.runner.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Reader;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.AdvisoryLock;
import dev.slipway.runner.schema.Place;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lock that every Flyway takes, in the hands of somebody else: named, and waited for. */
class OwnLockTest {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private static final long KEY =
      new OwnLock(new Place(List.of("shop"), "flyway_schema_history")).lock().key();

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aSessionThatHangsIsNamedWithWhatItIsAtAndHowToEndIt(int major) throws Exception {
    Scene scene = orders(major);
    String role = scene.value("SELECT current_database()");

    try (Connection person = scene.connect();
        Statement statement = person.createStatement()) {
      statement.execute("SET application_name = 'by hand'");
      statement.execute("SELECT pg_advisory_lock(" + KEY + ")");
      Outcome unseen = scene.run("migrate", 1);
      scene.execute("GRANT pg_read_all_stats TO " + role);
      Outcome seen = scene.run("migrate", 2);

      assertThat(unseen.verdict()).as(unseen.text()).isEqualTo(Verdict.LockTimeout);
      assertThat(unseen.code()).isEqualTo(10);
      assertThat(unseen.result().message())
          .matches(
              "the history table: Flyway's own lock of it is held by somebody else; session"
                  + " [0-9]+ \\(by hand, role postgres\\) has it; where the application runs Flyway"
                  + " itself at its start, let it end, and turn that off; a session that hangs is"
                  + " ended by SELECT pg_terminate_backend\\([0-9]+\\)");
      assertThat(seen.result().message())
          .matches(
              ".*\\(by hand, role postgres\\) has it and is idle since"
                  + " 20..-..-..T..:..:..Z, after SELECT; where .*");
    }
    assertThat(scene.value("SELECT to_regclass('shop.orders')")).isEqualTo("null");
    assertThat(scene.run("migrate", 3).verdict()).isEqualTo(Verdict.Done);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void itIsWaitedForAsLongAsForOtherLocks(int major) throws Exception {
    Reader reader = Reader.ofFreePort();
    Scene scene =
        orders(major)
            .with("SLIPWAY_LOCKS_SECONDS", "60")
            .with("SLIPWAY_REPORT_PORT", Integer.toString(reader.port()));
    Future<Outcome> run;

    try (Connection person = scene.connect();
        Statement statement = person.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + KEY + ")");
      run = THREADS.submit(() -> scene.run("migrate", 1));
      while (!reader.read().path("message").asText().contains("Flyway's own lock")) {
        assertThat(run).isNotDone();
      }
    }

    assertThat(run.get(60, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Done);
    assertThat(run.get().result().applied()).containsExactly("1");
  }

  /** Flyway gives it back after each file, and takes it again for the next one. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whoTakesItBetweenTwoFilesIsNamedBesideWhatIsIn(int major) throws Exception {
    Scene scene = orders(major);
    scene.run("migrate", 1);
    scene
        .file(
            "V2__waits.sql",
            """
            CREATE TABLE waits (id int);
            DO $$ BEGIN
              WHILE NOT EXISTS (SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
                WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()) LOOP
                PERFORM pg_sleep(0.02);
              END LOOP;
            END $$;
            """)
        .file("V3__more.sql", "CREATE TABLE more (id int);");

    Future<Outcome> run =
        THREADS.submit(() -> scene.run("migrate", UUID.randomUUID().toString(), 2));
    Outcome outcome;
    try (Connection person = scene.connect();
        Statement statement = person.createStatement()) {
      while (new AdvisoryLock(KEY).holder(person).isEmpty()) {
        assertThat(run).isNotDone();
      }
      statement.execute("SELECT pg_advisory_lock(" + KEY + ")");
      outcome = run.get(60, TimeUnit.SECONDS);
    }

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.PrefixApplied);
    assertThat(outcome.result().applied()).containsExactly("2");
    assertThat(outcome.result().failed()).isEqualTo("3");
    assertThat(outcome.result().message())
        .startsWith("applied: V2__waits.sql; not applied: the history table: Flyway's own lock")
        .containsPattern("session [0-9]+ \\(PostgreSQL JDBC Driver, role postgres\\) has it");
  }

  /** The lock's number is the same in every major, and so whoever has it is found. */
  @ParameterizedTest
  @ValueSource(ints = {9, 11})
  void anApplicationThatMigratesAtItsStartIsNamed(int flyway) throws Exception {
    Scene scene =
        Scene.on(new Ground("Flyway", 18))
            .file(
                "V1__orders.sql",
                """
                CREATE TABLE orders (id int);
                DO $$ BEGIN
                  WHILE NOT EXISTS (SELECT FROM pg_class WHERE relname = 'go') LOOP
                    PERFORM pg_sleep(0.02);
                  END LOOP;
                END $$;
                """);
    OlderFlyway application = OlderFlyway.of(flyway, scene);
    Future<Integer> start = THREADS.submit(application::migrate);
    while (scene
        .value(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%relname = ''go''%'"
                + " AND datname = current_database() AND pid <> pg_backend_pid()")
        .equals("0")) {
      assertThat(start).isNotDone();
    }

    Outcome told = scene.run("migrate", 1);
    scene.execute("CREATE TABLE public.go ()");
    int migrated = start.get(60, TimeUnit.SECONDS);
    Outcome after = scene.run("migrate", 2);

    assertThat(told.verdict()).as(told.text()).isEqualTo(Verdict.LockTimeout);
    assertThat(told.result().message())
        .containsPattern("session [0-9]+ \\(PostgreSQL JDBC Driver, role scene[0-9]+\\) has it");
    assertThat(migrated).isEqualTo(1);
    assertThat(after.verdict()).as(after.text()).isEqualTo(Verdict.Done);
    assertThat(after.result().applied()).isNull();
  }

  private static Scene orders(int major) {
    return Scene.on(major).file("V1__orders.sql", "CREATE TABLE orders (id int);");
  }
}
