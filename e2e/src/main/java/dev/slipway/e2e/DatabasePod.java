package dev.slipway.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The PostgreSQL of a shop, and what may befall it. */
public final class DatabasePod {
  private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "db");
  private static final Duration BACK = Duration.ofMinutes(1);
  private static final int SIGNALLED_SECONDS = 20;
  private final KubernetesClient client;
  private final String namespace;

  DatabasePod(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Ends its server, as a failover does; the kubelet starts it again on the same data. */
  public void failOver() {
    var before = restarts();
    var ended =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod().getMetadata().getName())
            .writingOutput(OutputStream.nullOutputStream())
            .exec("/bin/busybox", "kill", "-TERM", "1");
    try (ended) {
      ended.exitCode().orTimeout(SIGNALLED_SECONDS, TimeUnit.SECONDS).exceptionally(_ -> 0).join();
    }
    Patience.until(
        BACK,
        "the server is back",
        () -> restarts() > before && ready(),
        () -> restarts() + " restarts");
  }

  /** It is gone for good, and its address with it. */
  public void vanish() {
    client.services().inNamespace(namespace).withName("db").delete();
    client.apps().deployments().inNamespace(namespace).withName("db").delete();
    client.pods().inNamespace(namespace).withLabels(LABELS).withGracePeriod(0).delete();
  }

  private Pod pod() {
    return client.pods().inNamespace(namespace).withLabels(LABELS).list().getItems().getFirst();
  }

  private int restarts() {
    return pod().getStatus().getContainerStatuses().stream()
        .mapToInt(container -> container.getRestartCount())
        .sum();
  }

  private boolean ready() {
    return pod().getStatus().getContainerStatuses().stream()
        .allMatch(container -> Boolean.TRUE.equals(container.getReady()));
  }
}
