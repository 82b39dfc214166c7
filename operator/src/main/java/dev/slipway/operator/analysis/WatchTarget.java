package dev.slipway.operator.analysis;

import java.util.Comparator;
import java.util.List;

/**
 * What is watched for one release. Both lists hold ready pods only, of this release's own, never
 * with the host's network: a pod that still starts would count as one that does not answer.
 *
 * @param number of the attempt; another number starts with a clean sheet
 * @param candidatePods pods of the new version
 * @param oldPods pods of the version before; they tell the version's errors from everybody's
 * @param source where they tell their metrics
 * @param limits what they are judged by
 */
public record WatchTarget(
    String releaseUid,
    int number,
    List<PodAddress> candidatePods,
    List<PodAddress> oldPods,
    MetricsSource source,
    Limits limits) {
  /** So many pods of each version are asked; more would not make the rate any truer. */
  private static final int PODS_ASKED = 30;

  public WatchTarget {
    candidatePods = List.copyOf(candidatePods);
    oldPods = List.copyOf(oldPods);
  }

  /** The same with no more pods than are asked, always the same ones. */
  WatchTarget ofFewPods() {
    return new WatchTarget(releaseUid, number, few(candidatePods), few(oldPods), source, limits);
  }

  private static List<PodAddress> few(List<PodAddress> pods) {
    return pods.stream().sorted(Comparator.comparing(PodAddress::name)).limit(PODS_ASKED).toList();
  }
}
