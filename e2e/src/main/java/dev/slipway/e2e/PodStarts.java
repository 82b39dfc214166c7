package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** How long pods took to get ready; Kubernetes tells it in whole seconds. */
final class PodStarts {
  private PodStarts() {}

  /** From the making of a revision's slowest pod until it was ready. */
  static Duration slowest(KubernetesClient client, String namespace, int revision) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel(Slipway.REVISION_LABEL, String.valueOf(revision))
        .withoutLabel(Slipway.STEP_LABEL)
        .list()
        .getItems()
        .stream()
        .map(PodStarts::start)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Duration start(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .filter(condition -> condition.getStatus().equals("True"))
        .map(condition ->
            Duration.between(
                Instant.parse(pod.getMetadata().getCreationTimestamp()),
                Instant.parse(condition.getLastTransitionTime())))
        .findFirst()
        .orElse(Duration.ZERO);
  }
}
