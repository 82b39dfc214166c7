package dev.slipway.operator.release;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the requests of the serving version end, as far as anybody looked.
 *
 * @param counted answers since somebody looks
 * @param errors how many of them were errors
 * @param p99 so long took all but one of a hundred at most; empty where no metrics tell
 * @param sickSince since when it is above its limit, and above what it had before the attempt
 */
public record Answers(
    long counted, long errors, Optional<Duration> p99, Optional<Instant> sickSince) {
  public static final Answers UNSEEN = new Answers(0, 0, Optional.empty(), Optional.empty());

  /** What later answers are compared with. */
  Baseline baseline() {
    return new Baseline(counted, errors, p99, sickSince.isPresent());
  }
}
