package dev.slipway.operator.kubernetes;

import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Plays the controllers of a Deployment that people have made: pods of its ReplicaSets. */
final class PlainDeployments {
  private final KubernetesClient client;
  private final Inventory inventory;
  private final InstantSource clock;

  PlainDeployments(KubernetesClient client, Inventory inventory, InstantSource clock) {
    this.client = client;
    this.inventory = inventory;
    this.clock = clock;
  }

  /** Another template gets other pods, and all of them at once. */
  void play(Deployment deployment) {
    var hash = hash(deployment);
    var pods = pods(deployment);
    var present = pods.stream().filter(pod -> AdoptedRevision.hash(pod).equals(hash)).toList();
    pods.stream()
        .filter(pod -> !AdoptedRevision.hash(pod).equals(hash))
        .forEach(old -> client.resource(old).delete());
    for (int have = present.size(); have < deployment.getSpec().getReplicas(); have++) {
      start(deployment, hash);
    }
    present.stream()
        .skip(deployment.getSpec().getReplicas())
        .forEach(surplus -> client.resource(surplus).delete());
    tell(deployment, deployment.getSpec().getReplicas());
  }

  List<Pod> pods(Deployment deployment) {
    return inventory
        .labelled(Pod.class, deployment.getSpec().getSelector().getMatchLabels())
        .stream()
        .filter(pod -> AdoptedRevision.runs(deployment.getMetadata().getName(), pod))
        .toList();
  }

  private static String hash(Deployment deployment) {
    var template = Serialization.asJson(deployment.getSpec().getTemplate());
    return Integer.toHexString(template.hashCode());
  }

  private void start(Deployment deployment, String hash) {
    var template = deployment.getSpec().getTemplate();
    var set = deployment.getMetadata().getName() + "-" + hash;
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(set + "-" + UUID.randomUUID())
            .withNamespace(Shop.NAMESPACE)
            .withLabels(template.getMetadata().getLabels())
            .addToLabels(AdoptedRevision.HASH, hash)
            .addNewOwnerReference()
            .withApiVersion("apps/v1")
            .withKind("ReplicaSet")
            .withName(set)
            .withUid(UUID.nameUUIDFromBytes(set.getBytes(StandardCharsets.UTF_8)) + "")
            .withController(true)
            .endOwnerReference()
            .endMetadata()
            .withSpec(template.getSpec())
            .build();
    var created = client.resource(pod).create();
    created.setStatus(
        new PodStatusBuilder()
            .withPhase("Running")
            .withPodIP("10.9.0.9")
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .withLastTransitionTime(
                Instant.ofEpochSecond(clock.instant().getEpochSecond()).toString())
            .endCondition()
            .build());
    client.resource(created).subresource("status").update();
  }

  /** The API server leaves out what is zero. */
  private static boolean told(Deployment deployment, int replicas) {
    var status = deployment.getStatus();
    return status != null
        && deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && Objects.requireNonNullElse(status.getReplicas(), 0) == replicas
        && Objects.requireNonNullElse(status.getAvailableReplicas(), 0) == replicas;
  }

  private void tell(Deployment deployment, int replicas) {
    if (told(deployment, replicas)) {
      return;
    }
    var status =
        new DeploymentStatusBuilder()
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .withReplicas(replicas)
            .withUpdatedReplicas(replicas)
            .withReadyReplicas(replicas)
            .withAvailableReplicas(replicas)
            .build();
    client
        .apps()
        .deployments()
        .inNamespace(Shop.NAMESPACE)
        .withName(deployment.getMetadata().getName())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":" + Serialization.asJson(status) + "}");
  }
}
