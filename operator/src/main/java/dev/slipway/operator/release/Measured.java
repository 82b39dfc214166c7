package dev.slipway.operator.release;

import java.time.Duration;

/**
 * The numbers of a judgement, for its record; nothing is decided by them.
 *
 * @param channel {@code requests} or {@code scrape}
 * @param value what was measured, as people read it; empty where nothing was
 * @param limit what is allowed; empty where nothing was measured
 * @param samples how many answers it rests on
 * @param window how long was measured
 */
public record Measured(String channel, String value, String limit, long samples, Duration window) {
  public static final Measured NOTHING = new Measured("requests", "", "", 0, Duration.ZERO);
}
