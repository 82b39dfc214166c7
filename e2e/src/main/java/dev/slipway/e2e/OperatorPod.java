package dev.slipway.e2e;

import dev.slipway.chart.InstallChart;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator as its users install and meet it: by the chart, in a namespace of its own. */
final class OperatorPod {
  static final String NAMESPACE = "slipway-system";
  private final KubernetesClient client;

  OperatorPod(KubernetesClient client) {
    this.client = client;
  }

  void install() {
    InstallChart.install(
        Path.of(System.getenv("KUBECONFIG")),
        NAMESPACE,
        Map.of(
            "image.repository", Images.name("operator", "dev").replace(":dev", ""),
            "runner.image.repository", Images.name("runner", "dev").replace(":dev", "")));
    Patience.until(Duration.ofSeconds(90), "the operator is ready", this::ready, this::state);
  }

  /** Ends it without a word, as a lost node would. */
  void kill() {
    for (var pod : pods()) {
      client.resource(pod).withGracePeriod(0).delete();
    }
  }

  private boolean ready() {
    return pods().stream()
        .flatMap(pod -> pod.getStatus().getConditions().stream())
        .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private List<Pod> pods() {
    return client.pods().inNamespace(NAMESPACE).withLabel("app.kubernetes.io/name", "slipway").list().getItems();
  }

  private String state() {
    return pods().stream().map(pod -> pod.getMetadata().getName() + " " + pod.getStatus().getPhase()).toList().toString();
  }
}
