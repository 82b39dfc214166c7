package dev.slipway.e2e;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** A namespace whose pods are held to the strictest of Kubernetes' Pod Security Standards. */
final class RestrictedNamespace {
  private RestrictedNamespace() {}

  /** Makes it, or puts the standard into force where it exists. */
  static void make(KubernetesClient client, String name) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .addToLabels("pod-security.kubernetes.io/enforce-version", "latest")
                .endMetadata()
                .build())
        .serverSideApply();
  }
}
