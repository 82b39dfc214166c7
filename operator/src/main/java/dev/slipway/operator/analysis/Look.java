package dev.slipway.operator.analysis;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at all pods: what each answered since the look before, by uid. A pod that gave no page
 * is absent.
 *
 * @param trouble why a pod of the new version gave no metrics; empty where all did
 */
record Look(
    Instant at, Map<String, Sample> candidates, Map<String, Sample> old, Optional<String> trouble) {

  /**
   * What one pod answered.
   *
   * @param counts whether its page counts requests at all
   */
  record Sample(boolean counts, Tally tally, Histogram times) {
    Sample plus(Sample other) {
      return new Sample(counts || other.counts, tally.plus(other.tally), times.plus(other.times));
    }
  }

  Look {
    candidates = Map.copyOf(candidates);
    old = Map.copyOf(old);
  }

  Round round(Symptom symptom) {
    return new Round(at, tallies(candidates, symptom), tallies(old, symptom), trouble);
  }

  private static Map<String, Tally> tallies(Map<String, Sample> pods, Symptom symptom) {
    var tallies = new HashMap<String, Tally>();
    pods.forEach((uid, sample) -> tallies.put(uid, tally(sample, symptom)));
    return tallies;
  }

  private static Tally tally(Sample sample, Symptom symptom) {
    return switch (symptom) {
      case Symptom.Failed _ -> sample.tally();
      case Symptom.Slow slow -> {
        var slower = sample.times().slowerThan(slow.atMost());
        yield slower.isPresent()
            ? new Tally(sample.times().total(), slower.getAsLong())
            : Tally.NONE;
      }
    };
  }

  /** Whether pages of the new version count requests under a name that is known. */
  boolean counts() {
    return candidates.values().stream().anyMatch(Sample::counts);
  }

  boolean answered() {
    return candidates.values().stream().anyMatch(sample -> sample.tally().answers() > 0);
  }

  /** Whether a pod of the new version answered requests without telling which were too slow. */
  boolean hides(List<Limit> slow) {
    return candidates.values().stream()
        .filter(sample -> sample.tally().answers() > 0)
        .anyMatch(sample ->
            slow.stream()
                .map(Limit::symptom)
                .anyMatch(symptom ->
                    symptom instanceof Symptom.Slow(var atMost, var _)
                        && sample.times().slowerThan(atMost).isEmpty()));
  }

  /** How long answers of the old version took. */
  Histogram oldTimes() {
    return old.values().stream().map(Sample::times).reduce(Histogram.NONE, Histogram::plus);
  }
}
