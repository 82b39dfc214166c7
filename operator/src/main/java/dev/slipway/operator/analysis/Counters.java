package dev.slipway.operator.analysis;

/**
 * What a pod's page counts since the pod's process began.
 *
 * @param family the metric that was read; empty where the page has none that counts requests
 * @param times how long the answers took; empty where the page has no histogram of it
 */
record Counters(String family, Tally tally, Histogram times) {
  static final Counters NONE = new Counters("", Tally.NONE, Histogram.NONE);
}
