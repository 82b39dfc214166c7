package dev.slipway.runner.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Clock;
import dev.slipway.runner.Ground;
import dev.slipway.runner.Halt;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Secrets;
import dev.slipway.runner.Servers;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.report.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches make room for whoever suffers from them. */
@Timeout(180)
class ThrottleTest {
  private static final String ROWS =
      "CREATE TABLE orders (id int PRIMARY KEY, n int DEFAULT 0);"
          + " INSERT INTO orders SELECT i FROM generate_series(1, 1000) i;";

  @TempDir Path first;
  @TempDir Path second;

  @Test
  void whoWaitsForALockOfABatchMakesRangesSmallerAndPausesLonger() throws Exception {
    Scene scene = Scene.on(18).file("V1__orders.sql", ROWS);
    scene.run("migrate", 1);
    Pauses pauses = new Pauses();

    try (Connection batch = scene.connect();
        Connection other = scene.connect();
        Statement held = batch.createStatement();
        Statement wanted = other.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      batch.setAutoCommit(false);
      held.execute("UPDATE shop.orders SET n = 1 WHERE id < 500");
      int before = Throttle.waitingFor(batch);
      Future<Integer> waiter =
          threads.submit(() -> wanted.executeUpdate("UPDATE shop.orders SET n = 2 WHERE id = 7"));
      int waiting;
      do {
        waiting = Throttle.waitingFor(batch);
      } while (waiting == 0);
      batch.rollback();
      waiter.get();
      batch.setAutoCommit(true);
      Throttle throttle = throttle(batch, pauses);
      List<Integer> sizes = new ArrayList<>();
      for (int others : new int[] {waiting, 1, 0, 0}) {
        throttle.rest(Duration.ofMillis(10), others);
        sizes.add(throttle.size(1000));
      }

      assertThat(before).isZero();
      assertThat(waiting).isEqualTo(1);
      assertThat(sizes).containsExactly(500, 250, 500, 1000);
      assertThat(pauses.taken)
          .extracting(Duration::toMillis)
          .containsExactly(110L, 210L, 110L, 60L);
    }
  }

  /** A real replica, whose replay is held up. */
  @Test
  void aReplicaThatIsBehindIsWaitedFor() throws Exception {
    try (Servers.Pair servers = Servers.pair(18, first, second)) {
      Scene scene =
          Scene.on(new Ground("Flyway", 18), servers.primary().getPort())
              .with("SLIPWAY_REPLICA_LAG_SECONDS", "0")
              .file("V1__orders.sql", ROWS);
      scene.execute("GRANT pg_read_all_stats TO CURRENT_USER, scenes");
      assertThat(scene.run("migrate", 1).verdict()).isEqualTo(Verdict.Done);
      while (scene
          .value("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")
          .equals("0")) {
        Thread.onSpinWait();
      }
      replica(servers, "SELECT pg_wal_replay_pause()");
      while (!replica(servers, "SELECT pg_get_wal_replay_pause_state()").equals("paused")) {
        Thread.onSpinWait();
      }
      scene.file(
          "V2__count.sql",
          "-- slipway:batch table=orders key=id size=100\nUPDATE orders SET n = n + 1;");

      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Outcome> run =
            threads.submit(() -> scene.run("migrate", "2" + scene.attempt().substring(1), 2));
        while (scene.value("SELECT count(*) FROM slipway.backfill").equals("0")) {
          assertThat(run.isDone()).isFalse();
        }
        // It asks for the replicas again and again, and for nothing else.
        while (scene
            .value(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'slipway/%/2'"
                    + " AND query LIKE '%pg_stat_replication%'")
            .equals("0")) {
          assertThat(run.isDone()).isFalse();
        }
        String rows = scene.value("SELECT rows FROM slipway.backfill");
        replica(servers, "SELECT pg_wal_replay_resume()");
        Outcome outcome = run.get(90, TimeUnit.SECONDS);

        assertThat(rows).isEqualTo("100");
        assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
        assertThat(scene.value("SELECT min(n) || ' ' || max(n) FROM shop.orders")).isEqualTo("1 1");
      }
    }
  }

  private static Throttle throttle(Connection aside, Clock clock) {
    Report report = new Report(new Secrets(Path.of("nowhere"), Map.of()));
    return new Throttle(aside, clock, new Halt(), report, Duration.ofSeconds(10));
  }

  private static String replica(Servers.Pair servers, String sql) throws Exception {
    try (Connection session =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + servers.replica().getPort() + "/postgres",
                "postgres",
                "postgres");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static final class Pauses implements Clock {
    private final List<Duration> taken = new ArrayList<>();

    @Override
    public long ticks() {
      return 0;
    }

    @Override
    public void pause(Duration time) {
      taken.add(time);
    }
  }
}
