package dev.slipway.backend.schema;

import dev.slipway.backend.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema's state for probes: at most one question to the database at a time and one a second,
 * and an answer within a bound even when the database's host has vanished.
 */
public final class SchemaCheck {

  /** The kubelet's usual probe timeouts are longer than this. */
  static final Duration BOUND = Duration.ofMillis(900);

  static final Duration FRESH = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(SchemaCheck.class);

  private final SchemaHistory history;
  private final Strictness strictness;
  private final Time time;
  private final ExecutorService executor;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Question question;
  private @Nullable SchemaState told;

  public SchemaCheck(
      SchemaHistory history, Strictness strictness, Time time, ExecutorService executor) {
    this.history = history;
    this.strictness = strictness;
    this.time = time;
    this.executor = executor;
  }

  /** The state, at most about a second old. */
  public SchemaReport report() {
    SchemaReport report = answer(question());
    tellChange(report);
    return report;
  }

  public boolean accepts(SchemaReport report) {
    return strictness.accepts(report.state());
  }

  private Question question() {
    lock.lock();
    try {
      Instant now = time.instant();
      Question last = question;
      if (last == null || last.isStale(now)) {
        last = new Question(executor.submit(history::report), now);
        question = last;
      }
      return last;
    } finally {
      lock.unlock();
    }
  }

  private SchemaReport answer(Question asked) {
    try {
      // Whoever asks while a question hangs waits for the rest of its bound, not for a whole one.
      Duration rest = Duration.between(time.instant(), asked.at().plus(BOUND));
      return asked.answer().get(Math.max(0, rest.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return history.unreachable();
    } catch (ExecutionException e) {
      LOG.error("The schema check failed", e.getCause());
      return history.unreachable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return history.unreachable();
    }
  }

  private void tellChange(SchemaReport report) {
    lock.lock();
    try {
      if (report.state() == told) {
        return;
      }
      told = report.state();
    } finally {
      lock.unlock();
    }
    LOG.info(
        "Schema {}: {} (current {}, needed {})",
        report.state(),
        report.message(),
        report.current(),
        report.needed());
  }

  private record Question(Future<SchemaReport> answer, Instant at) {
    boolean isStale(Instant now) {
      return answer.isDone() && !now.isBefore(at.plus(FRESH));
    }
  }
}
