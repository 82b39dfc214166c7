package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.ReleaseRequestSpec;
import dev.slipway.api.v1alpha1.RequestVerb;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What people decide by an object of its own, in the name of whoever runs the scenario. */
public record Decisions(KubernetesClient client, String namespace) {

  /** Agrees to an attempt that waits for approvals. */
  public void approve(String name, int attempt) {
    approveAs(me(), name, attempt);
  }

  /**
   * Agrees in somebody's name.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException where that is another one's
   */
  public void approveAs(String author, String name, int attempt) {
    var request = new ReleaseRequest();
    request.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
    request.setSpec(
        new ReleaseRequestSpec(
            Shop.NAME, attempt, RequestVerb.APPROVE, author, "read the migration", null));
    client.resource(request).create();
  }

  public String me() {
    return client
        .resource(new SelfSubjectReview())
        .create()
        .getStatus()
        .getUserInfo()
        .getUsername();
  }
}
