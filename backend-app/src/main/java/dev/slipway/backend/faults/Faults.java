package dev.slipway.backend.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What this process does wrong on purpose.
 *
 * @param errorRate share of business requests answered 500, 0 to 1
 * @param latency added to each business request
 * @param readyDelay not ready for this long after the start
 * @param readyFail never ready
 * @param crashAfter ends abruptly this long after the start; zero is at once, null never
 */
public record Faults(
    double errorRate,
    Duration latency,
    Duration readyDelay,
    boolean readyFail,
    @Nullable Duration crashAfter) {

  public static final Faults NONE = new Faults(0, Duration.ZERO, Duration.ZERO, false, null);
}
