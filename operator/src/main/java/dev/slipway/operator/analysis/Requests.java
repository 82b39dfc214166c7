package dev.slipway.operator.analysis;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Turns pods' counters into what was answered since the look before. */
final class Requests {
  private final Map<String, Counters> lastByPod = new HashMap<>();

  /**
   * What this pod answered since its last sample. The first sample of a pod is only where counting
   * begins: what a pod answered before anyone looked belongs to no window.
   */
  Look.Sample since(String podUid, Counters now) {
    var last = lastByPod.put(podUid, now);
    var counts = !now.family().isEmpty();
    if (last == null || (!last.family().isEmpty() && !last.family().equals(now.family()))) {
      return new Look.Sample(counts, Tally.NONE, Histogram.NONE);
    }
    var answers = now.tally().answers() - last.tally().answers();
    var errors = now.tally().errors() - last.tally().errors();
    // Counters only ever grow; one that shrank began again at zero, with its process.
    return answers < 0 || errors < 0
        ? new Look.Sample(counts, now.tally(), now.times())
        : new Look.Sample(
            counts, new Tally(answers, Math.min(errors, answers)), now.times().since(last.times()));
  }

  /** Forgets pods that are gone. */
  void keepOnly(Collection<String> podUids) {
    lastByPod.keySet().retainAll(podUids);
  }
}
