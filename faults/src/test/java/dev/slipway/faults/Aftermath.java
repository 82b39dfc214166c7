package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.List;
import java.util.Map;

/**
 * The Jobs that a release has left, put by. Made anew elsewhere they run once more, and then they
 * and their pods are as a release leaves them.
 */
record Aftermath(List<Job> jobs) {
  private static final List<String> OF_A_CONTROLLER =
      List.of(
          "batch.kubernetes.io/controller-uid",
          "controller-uid",
          "batch.kubernetes.io/job-name",
          "job-name");

  static Aftermath of(KubernetesClient client, String namespace) {
    return new Aftermath(client.batch().v1().jobs().inNamespace(namespace).list().getItems());
  }

  void copyTo(KubernetesClient client, String namespace) {
    var owner =
        client
            .resources(BackendRelease.class)
            .inNamespace(namespace)
            .withName(Shop.NAME)
            .require()
            .getMetadata()
            .getUid();
    for (var each : jobs) {
      var job = client.getKubernetesSerialization().clone(each);
      var old = job.getMetadata();
      job.setMetadata(
          new ObjectMetaBuilder()
              .withName(old.getName())
              .withNamespace(namespace)
              .withLabels(withoutControllers(old.getLabels()))
              .withAnnotations(old.getAnnotations())
              .withOwnerReferences(old.getOwnerReferences())
              .build());
      job.getMetadata().getOwnerReferences().forEach(reference -> reference.setUid(owner));
      var pods = job.getSpec().getTemplate().getMetadata();
      pods.setLabels(withoutControllers(pods.getLabels()));
      job.getSpec().setSelector(null);
      job.setStatus(null);
      client.resource(job).createOr(NonDeletingOperation::update);
    }
  }

  private static Map<String, String> withoutControllers(Map<String, String> labels) {
    OF_A_CONTROLLER.forEach(labels::remove);
    return labels;
  }
}
