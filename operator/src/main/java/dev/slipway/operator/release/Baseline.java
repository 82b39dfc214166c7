package dev.slipway.operator.release;

import java.time.Duration;
import java.util.Optional;

/**
 * The version that serves, just before anything was changed.
 *
 * @param counted answers while the attempt was checked
 * @param errors how many of them were errors
 * @param p99 so long took all but one of a hundred at most; empty where no metrics tell
 * @param sick whether it was above its limit then
 */
public record Baseline(long counted, long errors, Optional<Duration> p99, boolean sick) {
  public static final Baseline UNKNOWN = new Baseline(0, 0, Optional.empty(), false);
}
