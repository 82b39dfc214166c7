package dev.slipway.operator.analysis;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One look at all pods: what each answered since the look before, by uid. A pod that did not answer
 * is absent.
 *
 * @param trouble why a pod of the new version gave no metrics; empty where all did
 */
record Round(
    Instant at, Map<String, Tally> candidates, Map<String, Tally> old, Optional<String> trouble) {

  Round {
    candidates = Map.copyOf(candidates);
    old = Map.copyOf(old);
  }

  Tally candidate() {
    return Tally.sum(candidates.values());
  }

  Tally baseline() {
    return Tally.sum(old.values());
  }
}
