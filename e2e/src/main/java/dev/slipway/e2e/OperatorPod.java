package dev.slipway.e2e;

import dev.slipway.chart.InstallChart;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The operator as its users install and meet it: by the chart, in a namespace of its own. */
public final class OperatorPod {
  static final String NAMESPACE = "slipway-system";
  private final KubernetesClient client;

  OperatorPod(KubernetesClient client) {
    this.client = client;
  }

  /** Installs or upgrades; the pod is made anew, so that it runs the image of this very run. */
  public void install() {
    RestrictedNamespace.make(client, NAMESPACE);
    InstallChart.install(
        Path.of(System.getenv("KUBECONFIG")),
        NAMESPACE,
        Map.of(
            "image.repository",
            Images.repository("operator"),
            "image.tag",
            "dev",
            "runner.image.repository",
            Images.repository("runner"),
            "runner.image.tag",
            "dev",
            "podAnnotations.run",
            "run-" + UUID.randomUUID()));
    Patience.until(Duration.ofMinutes(2), "the operator is ready", this::ready, this::state);
  }

  /** Takes it away, and waits until its pods have ended; releases stay as they are. */
  public void uninstall() {
    InstallChart.uninstall(Path.of(System.getenv("KUBECONFIG")), NAMESPACE);
    Patience.until(
        Duration.ofMinutes(2), "the operator is gone", () -> pods().isEmpty(), this::state);
  }

  /** Ends it without a word, as a lost node would. */
  public void kill() {
    for (var pod : pods()) {
      client.resource(pod).withGracePeriod(0).delete();
    }
  }

  private boolean ready() {
    return client
        .apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", "slipway")
        .list()
        .getItems()
        .stream()
        .anyMatch(OperatorPod::isRolledOut);
  }

  private static boolean isRolledOut(Deployment deployment) {
    var status = deployment.getStatus();
    var wanted = deployment.getSpec().getReplicas();
    return status != null
        && Objects.equals(status.getObservedGeneration(), deployment.getMetadata().getGeneration())
        && Objects.equals(status.getUpdatedReplicas(), wanted)
        && Objects.equals(status.getReplicas(), wanted)
        && Objects.equals(status.getReadyReplicas(), wanted);
  }

  private List<Pod> pods() {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", "slipway")
        .list()
        .getItems();
  }

  private String state() {
    return pods().stream()
        .map(pod -> pod.getMetadata().getName() + " " + pod.getStatus().getPhase())
        .toList()
        .toString();
  }
}
