package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.observe.Children;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays the controllers and the kubelet: Deployments get pods, Jobs get results. */
final class ClusterPlayer {
  private final KubernetesClient client;
  private final Inventory inventory;
  private final InstantSource clock;
  private final Map<String, String> results = new ConcurrentHashMap<>();
  private final AtomicInteger addresses = new AtomicInteger();
  private final PlainDeployments plain;
  private volatile String crashingVersion = "";

  ClusterPlayer(KubernetesClient client, Inventory inventory, InstantSource clock) {
    this.client = client;
    this.inventory = inventory;
    this.clock = clock;
    this.plain = new PlainDeployments(client, inventory, clock);
    answers(
        "check", "{\"verdict\":\"Done\",\"message\":\"ok\",\"pending\":[\"1\"],\"current\":\"0\"}");
    answers(
        "migrate",
        "{\"verdict\":\"Done\",\"message\":\"applied\",\"applied\":[\"1\"],\"current\":\"1\"}");
    answers(
        "inspect",
        "{\"verdict\":\"Done\",\"message\":\"all there\",\"state\":\"Applied\",\"current\":\"1\"}");
    answers("smoke", "{\"verdict\":\"Done\",\"message\":\"answered\"}");
    answers("login", "{\"verdict\":\"Done\",\"message\":\"answered\"}");
    answers("smoke-back", "{\"verdict\":\"Done\",\"message\":\"answered\"}");
  }

  void answers(String step, String message) {
    results.put(step, message);
  }

  void crashes(String version) {
    crashingVersion = version;
  }

  void play() {
    inventory.all(Deployment.class).forEach(this::scale);
    inventory.all(Job.class).forEach(this::run);
  }

  private void scale(Deployment deployment) {
    if (deployment.getMetadata().getOwnerReferences().isEmpty()) {
      plain.play(deployment);
      return;
    }
    var number = Children.number(deployment);
    var pods = podsOf(number);
    for (int have = pods.size(); have < deployment.getSpec().getReplicas(); have++) {
      create(pod(deployment));
    }
    pods.stream()
        .skip(deployment.getSpec().getReplicas())
        .forEach(surplus -> client.resource(surplus).delete());
  }

  private List<Pod> podsOf(int number) {
    return inventory.labelled(Pod.class, Names.revisionSelector(Shop.NAME, number));
  }

  private Pod pod(Deployment deployment) {
    var template = deployment.getSpec().getTemplate();
    var crashes =
        deployment
            .getMetadata()
            .getAnnotations()
            .get(Slipway.GROUP + "/version")
            .equals(crashingVersion);
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(deployment.getMetadata().getName() + "-" + UUID.randomUUID())
            .withNamespace(Shop.NAMESPACE)
            .withLabels(template.getMetadata().getLabels())
            .endMetadata()
            .withSpec(template.getSpec())
            .withNewStatus()
            .withPhase("Running")
            .withPodIP(
                "10.%d.0.%d".formatted(Children.number(deployment), addresses.incrementAndGet()))
            .addNewCondition()
            .withType("Ready")
            .withStatus(crashes ? "False" : "True")
            .withLastTransitionTime(now())
            .endCondition()
            .endStatus()
            .build();
    if (crashes) {
      pod.getStatus()
          .setContainerStatuses(
              List.of(
                  new io.fabric8.kubernetes.api.model.ContainerStatusBuilder()
                      .withName("app")
                      .withRestartCount(3)
                      .withNewState()
                      .withNewWaiting()
                      .withReason("CrashLoopBackOff")
                      .endWaiting()
                      .endState()
                      .withNewLastState()
                      .withNewTerminated()
                      .withExitCode(1)
                      .withReason("Error")
                      .withFinishedAt(now())
                      .endTerminated()
                      .endLastState()
                      .build()));
    }
    return pod;
  }

  private void run(Job job) {
    if (job.getStatus() != null
        && job.getStatus().getConditions() != null
        && !job.getStatus().getConditions().isEmpty()) {
      return;
    }
    var step = job.getMetadata().getLabels().get(Slipway.STEP_LABEL);
    create(
        new PodBuilder()
            .withNewMetadata()
            .withName(job.getMetadata().getName() + "-x")
            .withNamespace(Shop.NAMESPACE)
            .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
            .addToLabels("batch.kubernetes.io/job-name", job.getMetadata().getName())
            .addNewOwnerReference()
            .withApiVersion("batch/v1")
            .withKind("Job")
            .withName(job.getMetadata().getName())
            .withUid(job.getMetadata().getUid())
            .endOwnerReference()
            .endMetadata()
            .withSpec(job.getSpec().getTemplate().getSpec())
            .withNewStatus()
            .withPhase("Succeeded")
            .addNewContainerStatus()
            .withName("runner")
            .withNewState()
            .withNewTerminated()
            .withExitCode(0)
            .withMessage(results.get(step))
            .endTerminated()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build());
    var done =
        new JobBuilder(job)
            .withStatus(
                new JobStatusBuilder()
                    .withSucceeded(1)
                    .withStartTime(now())
                    .withCompletionTime(now())
                    .withConditions(condition("SuccessCriteriaMet"), condition("Complete"))
                    .build())
            .build();
    client.resource(done).subresource("status").update();
  }

  private JobCondition condition(String type) {
    return new JobConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withLastTransitionTime(now())
        .build();
  }

  /** A real API server takes a status only after the object is there. */
  private void create(Pod pod) {
    var status = pod.getStatus();
    var created = client.resource(pod).create();
    created.setStatus(status);
    client.resource(created).subresource("status").update();
  }

  private String now() {
    return Instant.ofEpochSecond(clock.instant().getEpochSecond()).toString();
  }
}
