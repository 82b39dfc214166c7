package dev.slipway.e2e;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A pod that plays the users of a backend, inside its namespace. */
public final class Users {
  private static final String POD = "users";
  private final KubernetesClient client;
  private final String namespace;

  Users(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Starts the requests: both ways of connecting, so many a second each, for at most so long. */
  void start(String address, int perSecond, Duration atMost) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(POD)
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .withRestartPolicy("Never")
            .withAutomountServiceAccountToken(false)
            .withTerminationGracePeriodSeconds(0L)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withRunAsUser(65532L)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .addNewContainer()
            .withName("load")
            .withImage(Images.name("load", "dev"))
            .withImagePullPolicy("IfNotPresent")
            .withArgs(address, String.valueOf(perSecond), String.valueOf(atMost.toSeconds()))
            .withNewResources()
            .withRequests(Map.of("cpu", new Quantity("50m"), "memory", new Quantity("64Mi")))
            .endResources()
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities()
            .withDrop(List.of("ALL"))
            .endCapabilities()
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    client.resource(pod).create();
    Patience.until(
        Duration.ofMinutes(1), "users send requests", () -> report().good() > 0, this::state);
  }

  LoadReport report() {
    var pod = client.pods().inNamespace(namespace).withName(POD);
    var seen = pod.get();
    if (seen == null || seen.getStatus() == null || "Pending".equals(seen.getStatus().getPhase())) {
      return new LoadReport(0, List.of());
    }
    return LoadReport.parse(pod.getLog());
  }

  private String state() {
    var seen = client.pods().inNamespace(namespace).withName(POD).get();
    return seen == null ? "no pod" : seen.getStatus().getPhase() + ", " + report();
  }
}
