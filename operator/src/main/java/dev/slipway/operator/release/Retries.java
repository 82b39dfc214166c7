package dev.slipway.operator.release;

import java.time.Instant;

/**
 * Jobs that ended without an answer and are repeated, each after a longer pause than the one
 * before.
 *
 * @param used repetitions so far
 * @param notBefore before it the next Job is not started
 */
public record Retries(int used, Instant notBefore) {
  /** Nothing was repeated yet. */
  public static final Retries NONE = new Retries(0, Instant.EPOCH);

  Retries next(Instant now) {
    return new Retries(used + 1, Pace.retry(now, used + 1));
  }

  boolean pausing(Instant now) {
    return now.isBefore(notBefore);
  }
}
