package dev.slipway.operator.kubernetes.observe;

import dev.slipway.operator.release.Workload;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One revision's Deployment and pods, as the core sees them. */
final class WorkloadReader {
  private WorkloadReader() {}

  /**
   * Reads a workload.
   *
   * @param deployment the revision's Deployment, if it is there and ours
   * @param pods pods of that revision
   * @param since ends of containers before this moment are not the release's doing
   */
  static Workload read(
      int number, Optional<Deployment> deployment, List<Pod> pods, Instant since, Instant now) {
    var sights = pods.stream().map(PodSight::new).toList();
    var existing = sights.stream().filter(PodSight::exists).toList();
    var ready = existing.stream().filter(PodSight::ready).toList();
    var desired = deployment.map(WorkloadReader::desired).orElse(0);
    return new Workload(
        number,
        deployment.isPresent(),
        deployment.map(d -> d.getMetadata().getResourceVersion()).orElse(""),
        desired,
        existing.size(),
        ready.size(),
        (int) sights.stream().filter(pod -> pod.crashing(since)).count(),
        ready.stream().map(PodSight::sinceReadiness).max(Comparator.naturalOrder()),
        ready.size() >= desired
            ? Optional.empty()
            : Optional.of(unreadySince(existing, deployment, now)),
        trouble(sights, deployment));
  }

  private static int desired(Deployment deployment) {
    var replicas = deployment.getSpec().getReplicas();
    return replicas == null ? 1 : replicas;
  }

  private static Instant unreadySince(
      List<PodSight> existing, Optional<Deployment> deployment, Instant now) {
    return existing.stream()
        .filter(pod -> !pod.ready() && !pod.ending())
        .map(PodSight::sinceReadiness)
        .min(Comparator.naturalOrder())
        .or(() -> refused(deployment).map(c -> Instant.parse(c.getLastTransitionTime())))
        .filter(since -> since.isBefore(now))
        .orElse(now);
  }

  private static Optional<String> trouble(List<PodSight> sights, Optional<Deployment> deployment) {
    return sights.stream()
        .filter(pod -> !pod.ready() && !pod.ending())
        .flatMap(pod -> pod.trouble().stream())
        .findFirst()
        .or(() -> refused(deployment).map(c -> "no pod: " + Redaction.of(c.getMessage())));
  }

  /** A quota, a limit range or Pod Security refuses pods without anybody hearing of it. */
  private static Optional<DeploymentCondition> refused(Optional<Deployment> deployment) {
    return deployment
        .flatMap(d -> Optional.ofNullable(d.getStatus()))
        .flatMap(status -> Optional.ofNullable(status.getConditions()))
        .flatMap(conditions ->
            conditions.stream()
                .filter(c ->
                    "ReplicaFailure".equals(c.getType())
                        && "True".equals(c.getStatus())
                        && c.getMessage() != null
                        && c.getLastTransitionTime() != null)
                .findFirst());
  }
}
