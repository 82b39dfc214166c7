package dev.slipway.operator.analysis;

/**
 * What a pod's page counts since the pod's process began.
 *
 * @param family the metric that was read; empty where the page has none that counts requests
 */
record Counters(String family, Tally tally) {
  static final Counters NONE = new Counters("", Tally.NONE);
}
