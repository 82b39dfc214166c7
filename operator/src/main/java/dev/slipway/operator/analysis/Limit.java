package dev.slipway.operator.analysis;

import java.time.Duration;

/** The error rate that a release may have, between 0 and 1, and how long it may be above. */
record Limit(double errorRate, Duration sustained) {
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);
  private static final Duration LONGEST_WINDOW = Duration.ofSeconds(30);

  /** The span over which a rate "now" is taken. */
  Duration window() {
    var tenth = sustained.dividedBy(10);
    if (tenth.compareTo(SHORTEST_WINDOW) < 0) {
      return SHORTEST_WINDOW;
    }
    return tenth.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : tenth;
  }
}
