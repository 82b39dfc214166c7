package dev.slipway.operator.analysis;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Two running tests (Page's CUSUM) of "the rate is at the limit": against "it is far above", which
 * knows a dead version soonest, and against "it is twice that", which knows a sick one. Each is the
 * sum of a log-likelihood ratio, never below zero. Long good times therefore build no credit.
 *
 * @param since when both scores were zero last; all else is counted from there
 * @param serving uids of pods that answered requests
 * @param failing uids of pods that answered with errors
 */
record Cusum(
    double far, double near, Instant since, Tally tally, Set<String> serving, Set<String> failing) {
  /** Set by simulation ({@code make simulate}); a test compares the two. */
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
    return new Cusum(0, 0, at, Tally.NONE, Set.of(), Set.of());
  }

  /** Takes one look in, against the rate that is still allowed for it. */
  Cusum after(Round round, double allowed) {
    var strict = Math.max(allowed, STRICTEST);
    var nextFar = next(far, round.candidate(), strict, far(strict));
    var nextNear = next(near, round.candidate(), strict, twice(strict));
    return nextFar == 0 && nextNear == 0
        ? startingAt(round.at())
        : new Cusum(
            nextFar,
            nextNear,
            since,
            tally.plus(round.candidate()),
            with(serving, round.candidates(), false),
            with(failing, round.candidates(), true));
  }

  /** Overwhelming, and not the doing of a single pod where several serve. */
  boolean proven() {
    return Math.max(far, near) >= PROOF - ROUNDING && failing.size() >= Math.min(2, serving.size());
  }

  boolean halfway() {
    return Math.max(far, near) >= PROOF / 2;
  }

  /** The score after one look more. */
  static double next(double score, Tally tally, double allowed, double suspected) {
    var gain = gain(tally, Math.max(allowed, STRICTEST), Math.max(suspected, 2 * STRICTEST));
    return Math.clamp(score + Math.min(gain, MOST_PER_LOOK), 0, PROOF);
  }

  /** What these answers add to the score, before it is bounded. */
  static double gain(Tally tally, double allowed, double suspected) {
    if (allowed >= 1) {
      return 0;
    }
    var good = tally.answers() - tally.errors();
    return tally.errors() * Math.log(suspected / allowed)
        + good * Math.log((1 - suspected) / (1 - allowed));
  }

  /** Where a dead version is: four times what is allowed, or halfway to everything. */
  static double far(double allowed) {
    return Math.min(4 * allowed, (1 + allowed) / 2);
  }

  static double twice(double allowed) {
    return Math.min(2 * allowed, (1 + allowed) / 2);
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
