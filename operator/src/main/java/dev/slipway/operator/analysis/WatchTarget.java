package dev.slipway.operator.analysis;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What is watched for one release. Both lists hold ready pods only, of this release's own, never
 * with the host's network: a pod that still starts would count as one that does not answer.
 *
 * @param number of the attempt; another number starts with a clean sheet
 * @param candidatePods pods of the new version
 * @param oldPods pods of the version before; they tell the version's errors from everybody's
 * @param maxErrorRate between 0 and 1; from 1 on, no rate is too high
 * @param sustained how long the rate may be above the limit before that alone is proof
 */
public record WatchTarget(
    String releaseUid,
    int number,
    List<PodAddress> candidatePods,
    List<PodAddress> oldPods,
    MetricsSource source,
    double maxErrorRate,
    Duration sustained) {
  /** So many pods of each version are asked; more would not make the rate any truer. */
  private static final int PODS_ASKED = 30;

  public WatchTarget {
    candidatePods = List.copyOf(candidatePods);
    oldPods = List.copyOf(oldPods);
    if (Double.isNaN(maxErrorRate) || maxErrorRate < 0) {
      throw new IllegalArgumentException("the error rate's limit is negative");
    }
    if (sustained.isNegative()) {
      throw new IllegalArgumentException("the time above the limit is negative");
    }
  }

  Limit limit() {
    return new Limit(maxErrorRate, sustained);
  }

  /** The same with no more pods than are asked, always the same ones. */
  WatchTarget ofFewPods() {
    return new WatchTarget(
        releaseUid, number, few(candidatePods), few(oldPods), source, maxErrorRate, sustained);
  }

  private static List<PodAddress> few(List<PodAddress> pods) {
    return pods.stream().sorted(Comparator.comparing(PodAddress::name)).limit(PODS_ASKED).toList();
  }
}
