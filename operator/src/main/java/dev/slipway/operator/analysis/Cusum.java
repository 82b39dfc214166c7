package dev.slipway.operator.analysis;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A running test (Page's CUSUM) of "the error rate is at the limit" against "it is far above": the
 * sum of the log-likelihood ratio, never below zero. Long good times therefore build no credit.
 *
 * @param since when the score left zero; all else is counted from there
 * @param serving uids of pods that answered requests
 * @param failing uids of pods that answered with errors
 */
record Cusum(double score, Instant since, Tally tally, Set<String> serving, Set<String> failing) {
  /** Set by simulation, see {@code CusumSimulation} in the tests. */
  static final double PROOF = 9.5;

  /** No look may carry more than a third of a proof: evidence spans at least three. */
  private static final double MOST_PER_LOOK = PROOF / 3;

  private static final double ROUNDING = 1e-9;

  /** A limit of zero has no likelihood; one error in a thousand is the strictest there is. */
  private static final double STRICTEST = 0.001;

  Cusum {
    serving = Set.copyOf(serving);
    failing = Set.copyOf(failing);
  }

  static Cusum startingAt(Instant at) {
    return new Cusum(0, at, Tally.NONE, Set.of(), Set.of());
  }

  /** Takes one look in, against the rate that is still allowed for it. */
  Cusum after(Round round, double allowed) {
    var next = next(score, round.candidate(), allowed);
    return next == 0
        ? startingAt(round.at())
        : new Cusum(
            next,
            since,
            tally.plus(round.candidate()),
            with(serving, round.candidates(), false),
            with(failing, round.candidates(), true));
  }

  /** Overwhelming, and not the doing of a single pod where several serve. */
  boolean proven() {
    return score >= PROOF - ROUNDING && failing.size() >= Math.min(2, serving.size());
  }

  boolean halfway() {
    return score >= PROOF / 2;
  }

  /** The score after one look more. */
  static double next(double score, Tally tally, double allowed) {
    var gain = gain(tally, Math.max(allowed, STRICTEST));
    return Math.clamp(score + Math.min(gain, MOST_PER_LOOK), 0, PROOF);
  }

  private static double gain(Tally tally, double allowed) {
    if (allowed >= 1) {
      return 0;
    }
    var far = Math.min(4 * allowed, (1 + allowed) / 2);
    var good = tally.answers() - tally.errors();
    return tally.errors() * Math.log(far / allowed) + good * Math.log((1 - far) / (1 - allowed));
  }

  private static Set<String> with(Set<String> uids, Map<String, Tally> pods, boolean failing) {
    var all = new HashSet<>(uids);
    pods.forEach((uid, tally) -> {
      if ((failing ? tally.errors() : tally.answers()) > 0) {
        all.add(uid);
      }
    });
    return all;
  }
}
