package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** R4: the database goes and comes back while people order. */
class DatabaseLossTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final ShopDatabase database = fresh();
  private final Queue<String> placed = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();

  @Test
  void losesNoOrderThatItConfirmedAndAnswersNothingWrong() throws Exception {
    database.migrateTo("v8");
    try (var backend = RunningBackend.start(database.environment("v8"));
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> ordering = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ordering.add(people.submit(() -> order(backend)));
      }
      await().atMost(SOON).until(() -> placed.size() > 30);
      say("ALTER DATABASE shop ALLOW_CONNECTIONS false");
      say("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shop'");
      await().atMost(SOON).until(() -> backend.get("/api/readyz").status() == 503);
      assertThat(backend.get("/api/healthz").status()).isEqualTo(200);
      await().atMost(SOON).until(() -> refused.get() > 0);
      say("ALTER DATABASE shop ALLOW_CONNECTIONS true");
      await().atMost(SOON).until(() -> backend.get("/api/readyz").status() == 200);
      int before = placed.size();
      await().atMost(SOON).until(() -> placed.size() > before + 30);
      enough.set(true);
      for (Future<?> each : ordering) {
        each.get();
      }
      assertThat(wrong).isEmpty();
      for (String order : placed) {
        assertThat(backend.get(order).status()).as(order).isEqualTo(200);
      }
    }
  }

  private void order(RunningBackend backend) {
    while (!enough.get()) {
      try {
        var answer = backend.post("/api/orders", "{\"customer\":\"ana\",\"item\":\"rope\"}");
        switch (answer.status()) {
          case 201 -> placed.add(answer.header("location"));
          case 503 -> refused.incrementAndGet();
          default -> wrong.add(answer.toString());
        }
      } catch (Exception e) {
        wrong.add(String.valueOf(e));
      }
    }
  }

  private void say(String sql) throws SQLException {
    try (var connection = database.server().superuser("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static ShopDatabase fresh() {
    try {
      return ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
