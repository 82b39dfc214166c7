package dev.slipway.faults.player;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.faults.player.Program.Words;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** What a kubelet says of a pod. */
public final class PodWords {
  private PodWords() {}

  static boolean isOver(Pod pod) {
    return pod.getStatus() != null
        && Set.of("Succeeded", "Failed").contains(String.valueOf(pod.getStatus().getPhase()));
  }

  /** Whether it runs the application, and users may reach it. */
  public static boolean serves(Pod pod) {
    var labels = pod.getMetadata().getLabels();
    return labels != null
        && labels.containsKey(Slipway.BACKEND_LABEL)
        && pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getConditions() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  static Pod running(Pod pod, String ip) {
    var now = now();
    return new PodBuilder(pod)
        .withNewStatus()
        .withPhase("Running")
        .withStartTime(now)
        .withPodIP(ip)
        .addNewPodIP(ip)
        .withConditions(conditions(true, now))
        .withContainerStatuses(
            containers(pod).stream()
                .map(status ->
                    status
                        .withReady(true)
                        .withStarted(true)
                        .withNewState()
                        .withNewRunning()
                        .withStartedAt(now)
                        .endRunning()
                        .endState()
                        .build())
                .toList())
        .endStatus()
        .build();
  }

  /** It has ended twice, and is started again after a pause. */
  static Pod crashing(Pod pod, String ip, String words) {
    var now = now();
    return new PodBuilder(running(pod, ip))
        .editStatus()
        .withConditions(conditions(false, now))
        .withContainerStatuses(
            containers(pod).stream().map(status -> crashing(status, words, now)).toList())
        .endStatus()
        .build();
  }

  private static ContainerStatus crashing(ContainerStatusBuilder status, String words, String now) {
    return status
        .withReady(false)
        .withStarted(false)
        .withRestartCount(2)
        .withNewState()
        .withNewWaiting()
        .withReason("CrashLoopBackOff")
        .endWaiting()
        .endState()
        .withNewLastState()
        .withNewTerminated()
        .withExitCode(1)
        .withReason("Error")
        .withMessage(words)
        .withStartedAt(now)
        .withFinishedAt(now)
        .endTerminated()
        .endLastState()
        .build();
  }

  static Pod ended(Pod pod, Words words) {
    var now = now();
    return new PodBuilder(pod)
        .editStatus()
        .withPhase(words.code() == 0 ? "Succeeded" : "Failed")
        .withConditions(conditions(false, now))
        .withContainerStatuses(
            containers(pod).stream().map(status -> ended(status, words, now)).toList())
        .endStatus()
        .build();
  }

  private static ContainerStatus ended(ContainerStatusBuilder status, Words words, String now) {
    return status
        .withReady(false)
        .withStarted(false)
        .withNewState()
        .withNewTerminated()
        .withExitCode(words.code())
        .withReason(words.code() == 0 ? "Completed" : "Error")
        .withMessage(words.text())
        .withStartedAt(now)
        .withFinishedAt(now)
        .endTerminated()
        .endState()
        .build();
  }

  private static List<ContainerStatusBuilder> containers(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .map(container ->
            new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withRestartCount(0))
        .toList();
  }

  private static List<PodCondition> conditions(boolean ready, String now) {
    return List.of(
        condition("PodScheduled", true, now),
        condition("Initialized", true, now),
        condition("ContainersReady", ready, now),
        condition("Ready", ready, now));
  }

  private static PodCondition condition(String type, boolean holds, String now) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(holds ? "True" : "False")
        .withLastTransitionTime(now)
        .build();
  }

  private static String now() {
    return java.time.InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
