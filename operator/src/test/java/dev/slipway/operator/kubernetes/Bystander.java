package dev.slipway.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Who writes beside the operator: an autoscaler, people with kubectl, other controllers. */
record Bystander(KubernetesClient client) {

  /** As an autoscaler does it, on a real API server. */
  void scale(int replicas) {
    var path =
        "/apis/slipway.dev/v1alpha1/namespaces/%s/backendreleases/%s/scale"
            .formatted(Shop.NAMESPACE, Shop.NAME);
    client.raw(
        path,
        "PUT",
        """
        {"apiVersion":"autoscaling/v1","kind":"Scale","metadata":{"name":"%s","namespace":"%s"},
         "spec":{"replicas":%d}}
        """
            .formatted(Shop.NAME, Shop.NAMESPACE, replicas));
  }

  /** Writes a child under the name of a field manager. */
  <T extends HasMetadata> void writes(String manager, Class<T> type, String name, String patch) {
    client
        .resources(type)
        .inNamespace(Shop.NAMESPACE)
        .withName(name)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.STRATEGIC_MERGE)
                .withFieldManager(manager)
                .build(),
            patch);
  }
}
