package dev.slipway.operator.kubernetes.act;

import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.ReleaseRequestStatus;
import dev.slipway.api.v1alpha1.RequestAnswer;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.observe.RulingReader;
import dev.slipway.operator.kubernetes.wire.Sentence;
import dev.slipway.operator.release.Instruction.Answer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Tells a ReleaseRequest what became of it; repeating it changes nothing. */
final class RulingAnswer {
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;

  RulingAnswer(KubernetesClient client) {
    this.client = client;
  }

  void tell(Look look, Answer answer) {
    look.children().requests().stream()
        .filter(request -> RulingReader.id(request).equals(answer.text()))
        .filter(request -> request.getStatus() == null)
        .findFirst()
        .ifPresent(request -> write(request, answer));
  }

  private void write(ReleaseRequest request, Answer answer) {
    var told = new ReleaseRequest();
    told.setMetadata(new ObjectMetaBuilder(request.getMetadata()).withManagedFields().build());
    told.setSpec(request.getSpec());
    told.setStatus(
        new ReleaseRequestStatus(
            answer.accepted() ? RequestAnswer.ACCEPTED : RequestAnswer.REFUSED,
            Sentence.fitting(answer.message()),
            answer.at()));
    try {
      client.resource(told).subresource("status").update();
    } catch (KubernetesClientException e) {
      if (e.getCode() != CONFLICT && e.getCode() != NOT_FOUND) {
        throw e;
      }
      // Another operator was quicker, or it was deleted; the next look shows which.
    }
  }
}
