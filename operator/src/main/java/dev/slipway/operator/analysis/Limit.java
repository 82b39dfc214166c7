package dev.slipway.operator.analysis;

import java.time.Duration;

/**
 * The share of bad answers that a release may have, and how long it may have more.
 *
 * @param share between 0 and 1
 */
record Limit(double share, Duration sustained, Symptom symptom) {
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);
  private static final Duration LONGEST_WINDOW = Duration.ofSeconds(30);

  /** A limit of errors. */
  Limit(double share, Duration sustained) {
    this(share, sustained, new Symptom.Failed());
  }

  /**
   * Bad answers that a service at half the limit has by chance, up to three standard deviations;
   * keeps a handful of requests from being proof.
   */
  double chance(long answers) {
    var expected = answers * share / 2;
    return expected + 3 * Math.sqrt(expected);
  }

  /** The span over which a rate "now" is taken. */
  Duration window() {
    var tenth = sustained.dividedBy(10);
    if (tenth.compareTo(SHORTEST_WINDOW) < 0) {
      return SHORTEST_WINDOW;
    }
    return tenth.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : tenth;
  }
}
