package dev.slipway.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;

/** The pods that do the steps of a release, and what may befall them. */
public final class StepPods {
  private static final Duration START = Duration.ofMinutes(2);
  private final KubernetesClient client;
  private final String namespace;

  StepPods(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Names of all Jobs of a step, whatever became of them. */
  public List<String> jobsOf(String step) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabel("slipway.dev/step", step)
        .list()
        .getItems()
        .stream()
        .map(job -> job.getMetadata().getName())
        .toList();
  }

  /** Waits until the program of a step runs, and gives its pod. */
  public Pod running(String step) {
    Patience.until(
        START,
        "a pod of step " + step + " runs",
        () -> pods(step).stream().anyMatch(StepPods::runs),
        () -> pods(step).stream().map(pod -> pod.getStatus().getPhase()).toList().toString());
    return pods(step).stream().filter(StepPods::runs).findFirst().orElseThrow();
  }

  /** Whether this very pod still exists, on its way out or not. */
  public boolean isThere(Pod pod) {
    var found = client.pods().inNamespace(namespace).withName(pod.getMetadata().getName()).get();
    return found != null && found.getMetadata().getUid().equals(pod.getMetadata().getUid());
  }

  /** Asks it to leave, as a node drain does. */
  public void evict(Pod pod) {
    client.pods().inNamespace(namespace).withName(pod.getMetadata().getName()).evict();
  }

  /** Takes it away without a word, as a lost node does. */
  public void kill(Pod pod) {
    client.resource(pod).withGracePeriod(0).delete();
  }

  private List<Pod> pods(String step) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("slipway.dev/step", step)
        .list()
        .getItems();
  }

  private static boolean runs(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus().getContainerStatuses().stream()
            .anyMatch(container ->
                container.getState() != null && container.getState().getRunning() != null);
  }
}
