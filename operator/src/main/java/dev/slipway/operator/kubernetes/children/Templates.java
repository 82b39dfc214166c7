package dev.slipway.operator.kubernetes.children;

import dev.slipway.operator.kubernetes.wire.Digest;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Copies pod templates, fields that this program does not know included. */
public record Templates(KubernetesSerialization serialization) {

  public PodTemplateSpec copy(PodTemplateSpec template) {
    return serialization.clone(template);
  }

  String digest(PodTemplateSpec template) {
    return Digest.of(serialization.asJson(template));
  }
}
