package dev.slipway.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.time.Duration;
import java.util.List;

/** Takes away what the demo made: releases first, then the operator, its kinds last. */
public final class DemoDown {
  private static final List<String> KINDS =
      List.of(
          "backendreleases.slipway.dev",
          "releaserecords.slipway.dev",
          "releaserequests.slipway.dev");

  private DemoDown() {}

  public static void main(String[] arguments) {
    var config = Config.fromKubeconfig(new File(System.getenv("KUBECONFIG")));
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      removeNamespace(client, Shop.NAME);
      removeNamespace(client, OperatorPod.NAMESPACE);
      client.rbac().clusterRoles().withLabel("app.kubernetes.io/name", "slipway").delete();
      client.rbac().clusterRoleBindings().withLabel("app.kubernetes.io/name", "slipway").delete();
      KINDS.forEach(
          kind -> client.apiextensions().v1().customResourceDefinitions().withName(kind).delete());
    }
    System.out.println("the demo is gone; the cluster stays (make cluster-down ends it)");
  }

  private static void removeNamespace(KubernetesClient client, String name) {
    client.namespaces().withName(name).delete();
    Patience.until(
        Duration.ofMinutes(2),
        "namespace " + name + " is gone",
        () -> client.namespaces().withName(name).get() == null,
        () -> "still there");
  }
}
