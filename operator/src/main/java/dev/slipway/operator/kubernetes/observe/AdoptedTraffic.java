package dev.slipway.operator.kubernetes.observe;

import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import dev.slipway.operator.release.Revision;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** How a Service selects the pods of an adopted revision and no others. */
public final class AdoptedTraffic {
  private AdoptedTraffic() {}

  /**
   * As it did when it was adopted, as long as nobody else has pods: then nothing of it is ours to
   * change, and a restart of the Deployment by hand goes as it always did. Beside other pods by the
   * hash of its template too; in the middle of such a restart by that of most of its ready pods.
   *
   * @param present what the Service selects now
   */
  public static Map<String, String> alone(
      AdoptedRevision adopted, Children children, Map<String, String> present) {
    if (!othersRun(children)) {
      return adopted.selector();
    }
    var ready =
        Observer.podsOf(children, Revision.ADOPTED).stream()
            .filter(pod -> new PodSight(pod).ready())
            .collect(Collectors.groupingBy(AdoptedRevision::hash, Collectors.counting()));
    var selected = present.getOrDefault(AdoptedRevision.HASH, "");
    return ready.entrySet().stream()
        .max(
            Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                .thenComparing(hash -> hash.getKey().equals(selected))
                .thenComparing(Map.Entry::getKey))
        .map(most -> adopted.selector(most.getKey()))
        .orElse(adopted.selector());
  }

  private static boolean othersRun(Children children) {
    return children.deployments().stream()
            .filter(deployment -> Children.number(deployment) > Revision.ADOPTED)
            .anyMatch(Children::asksForPods)
        || children.pods().stream().filter(Children::isBackends).anyMatch(AdoptedTraffic::isOther);
  }

  private static boolean isOther(Pod pod) {
    return Children.number(pod) > Revision.ADOPTED && new PodSight(pod).exists();
  }
}
