package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A HorizontalPodAutoscaler of the BackendRelease. Its controller keeps within the limits where it
 * has no metrics too, and looks every 15 seconds.
 */
public record Autoscaler(KubernetesClient client, String namespace) {

  /** From now on at least, and at most, so many pods. */
  public void keepsWithin(int least, int most) {
    var wanted =
        new HorizontalPodAutoscalerBuilder()
            .withNewMetadata()
            .withName(Shop.NAME)
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .withNewScaleTargetRef(
                Slipway.GROUP + "/" + Slipway.VERSION, "BackendRelease", Shop.NAME)
            .withMinReplicas(least)
            .withMaxReplicas(most)
            .endSpec()
            .build();
    client.resource(wanted).forceConflicts().serverSideApply();
  }
}
