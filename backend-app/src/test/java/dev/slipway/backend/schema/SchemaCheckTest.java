package dev.slipway.backend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Database;
import dev.slipway.backend.time.Time;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger questions = new AtomicInteger();
  private final CountDownLatch silence = new CountDownLatch(1);
  private Instant now = Instant.EPOCH;

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void asksTheDatabaseAtMostOnceASecond() {
    var check = check(this::refuse);
    for (int i = 0; i < 50; i++) {
      assertThat(check.report().state()).isEqualTo(SchemaState.UNREACHABLE);
    }
    assertThat(questions).hasValue(1);
    now = now.plus(SchemaCheck.FRESH);
    check.report();
    assertThat(questions).hasValue(2);
  }

  @Test
  void waitsForASilentDatabaseOnceAndThenAnswersAtOnce() {
    var check = check(this::stayingSilent);
    assertThat(check.report().state()).isEqualTo(SchemaState.UNREACHABLE);
    now = now.plus(SchemaCheck.BOUND);
    long before = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThat(check.report().state()).isEqualTo(SchemaState.UNREACHABLE);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SchemaCheck.BOUND);
    assertThat(questions).hasValue(1);
  }

  private SchemaCheck check(Answer answer) {
    var history =
        new SchemaHistory(
            database(answer), "history", NeededVersions.of(List.of("1")), Strictness.NOT_BEHIND);
    return new SchemaCheck(history, Strictness.NOT_BEHIND, new Stopped(), executor);
  }

  private Connection refuse() throws SQLException {
    throw new SQLException("refused", "08001");
  }

  private Connection stayingSilent() throws SQLException {
    try {
      silence.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SQLException("interrupted", "08001");
  }

  private Database database(Answer answer) {
    return new Database() {
      @Override
      public <T> T call(Work<T> work) throws SQLException {
        questions.incrementAndGet();
        return work.with(answer.connection());
      }

      @Override
      public boolean exhausted() {
        return false;
      }
    };
  }

  private interface Answer {
    Connection connection() throws SQLException;
  }

  private final class Stopped implements Time {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public void pause(Duration duration) {
      now = now.plus(duration);
    }
  }
}
