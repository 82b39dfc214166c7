package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Baseline;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a release is judged by.
 *
 * @param errorRate highest share of errors, between 0 and 1; from 1 on, no rate is too high
 * @param sustained how long it may be above before that alone is proof
 * @param latency how slow answers may be; empty where that is not judged
 * @param silence how long pods may give no metrics while those of the old version do
 * @param baseline the old version before anything changed: what it had then is no new sickness
 */
public record Limits(
    double errorRate,
    Duration sustained,
    List<Latency> latency,
    Duration silence,
    Baseline baseline) {

  /**
   * A percentile and its limit.
   *
   * @param percentile between 0 and 1, such as 0.99
   */
  public record Latency(double percentile, Duration atMost, Duration sustained) {}

  public Limits {
    latency = List.copyOf(latency);
    if (Double.isNaN(errorRate) || errorRate < 0) {
      throw new IllegalArgumentException("the error rate's limit is negative");
    }
    if (sustained.isNegative()) {
      throw new IllegalArgumentException("the time above the limit is negative");
    }
  }

  /** Errors only. */
  public static Limits ofErrors(double errorRate, Duration sustained, Duration silence) {
    return new Limits(errorRate, sustained, List.of(), silence, Baseline.UNKNOWN);
  }

  Limit errors() {
    return new Limit(errorRate, sustained);
  }

  List<Limit> slow() {
    return latency.stream()
        .map(l ->
            new Limit(
                1 - l.percentile(),
                l.sustained(),
                new Symptom.Slow(
                    l.atMost(), String.format(Locale.ROOT, " (p%.0f)", l.percentile() * 100))))
        .toList();
  }

  Tally errorsBefore() {
    return new Tally(baseline.counted(), baseline.errors());
  }
}
