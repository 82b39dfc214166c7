package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.backend.database.ConnectionPools;
import dev.slipway.backend.database.DatabaseAddress;
import dev.slipway.backend.database.PoolLimits;
import dev.slipway.backend.database.PooledDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R8: a fixed pool, an overflow, a time-out. */
class PoolTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final List<Future<Integer>> work = new ArrayList<>();
  private PooledDatabase database;

  @BeforeEach
  void open() {
    var address =
        new DatabaseAddress(
            "jdbc:postgresql://localhost:" + PostgresServer.POSTGRES_18.port() + "/postgres",
            "postgres",
            "postgres");
    var limits = new PoolLimits(2, 3, Duration.ofSeconds(1), Duration.ofMinutes(1));
    database =
        new PooledDatabase(limits, new ConnectionPools(address, "public", "pool", meters), meters);
  }

  @AfterEach
  void close() {
    enough.countDown();
    users.close();
    database.close();
  }

  @Test
  void opensTheOverflowOnlyWhenTheFixedPartIsInUse() throws Exception {
    occupy(2);
    await().atMost(SOON).until(() -> database.status().inUse() == 2);
    assertThat(database.status().openOverflow()).isZero();
    occupy(1);
    await().atMost(SOON).until(() -> database.status().inUse() == 3);
    assertThat(database.status().openOverflow()).isEqualTo(1);
    assertThat(database.exhausted()).isFalse();
    enough.countDown();
    for (Future<Integer> user : work) {
      assertThat(user.get()).isEqualTo(1);
    }
    await().atMost(SOON).until(() -> database.status().inUse() == 0);
  }

  @Test
  void refusesWhenNothingBecameFreeInTimeAndServesAgainAfterwards() throws Exception {
    occupy(5);
    await().atMost(SOON).until(database::exhausted);
    assertThatThrownBy(this::ask)
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessage("all 5 connections are in use (DB_POOL_SIZE + DB_MAX_OVERFLOW)");
    assertThat(meters.get("database.pool.timeouts").counter().count()).isEqualTo(1);
    assertThat(meters.get("database.pool.limit").gauge().value()).isEqualTo(5);
    enough.countDown();
    assertThat(ask()).isEqualTo(1);
  }

  @Test
  void servesWhoWaitedInTime() throws Exception {
    occupy(5);
    await().atMost(SOON).until(database::exhausted);
    Future<Integer> waits = users.submit(this::ask);
    await().atMost(SOON).until(() -> database.status().waiting() == 1);
    enough.countDown();
    assertThat(waits.get()).isEqualTo(1);
  }

  private int ask() throws SQLException {
    return database.call(connection -> connection.isValid(1) ? 1 : 0);
  }

  private void occupy(int users) {
    for (int i = 0; i < users; i++) {
      work.add(
          this.users.submit(() ->
              database.call(connection -> {
                hold();
                return connection.isValid(1) ? 1 : 0;
              })));
    }
  }

  private void hold() {
    try {
      enough.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
