package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods of one revision, and its Deployment.
 *
 * @param deployment also the name of it
 */
public record RevisionPods(
    KubernetesClient client, String namespace, String deployment, int revision) {

  /** How many its Deployment wants; -1 where there is no Deployment. */
  public int wanted() {
    var found = found();
    return found == null ? -1 : found.getSpec().getReplicas();
  }

  public int ready() {
    var found = found();
    return found == null || found.getStatus().getReadyReplicas() == null
        ? 0
        : found.getStatus().getReadyReplicas();
  }

  private @Nullable Deployment found() {
    return client.apps().deployments().inNamespace(namespace).withName(deployment).get();
  }

  /** Takes one away; its Deployment makes another. */
  public void loseOne() {
    pods().stream().findFirst().ifPresent(pod -> client.resource(pod).withGracePeriod(0).delete());
  }

  public List<String> names() {
    return pods().stream().map(pod -> pod.getMetadata().getName()).toList();
  }

  /** Asks one to leave, as a node drain does. */
  public void evictOne() {
    pods().stream()
        .findFirst()
        .ifPresent(pod ->
            client.pods().inNamespace(namespace).withName(pod.getMetadata().getName()).evict());
  }

  /** As kubectl rollout restart. */
  public void restart() {
    client.apps().deployments().inNamespace(namespace).withName(deployment).rolling().restart();
  }

  /** Somebody else writes a variable into the Deployment, under the name of a field manager. */
  public void writes(String manager, String variable, String value) {
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.STRATEGIC_MERGE)
                .withFieldManager(manager)
                .build(),
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"shop\",\"env\":[{\"name\":\"%s\",\"value\":\"%s\"}]}]}}}}"
                .formatted(variable, value));
  }

  /** A variable as the Deployment has it; empty where there is none. */
  public String variable(String name) {
    var present = found();
    return present == null
        ? ""
        : present.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
            .filter(variable -> variable.getName().equals(name))
            .map(variable -> String.valueOf(variable.getValue()))
            .findFirst()
            .orElse("");
  }

  private List<Pod> pods() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel(Slipway.REVISION_LABEL, String.valueOf(revision))
        .withoutLabel(Slipway.STEP_LABEL)
        .list()
        .getItems();
  }
}
