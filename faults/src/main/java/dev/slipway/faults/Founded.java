package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.faults.database.Database;
import dev.slipway.faults.player.Ledger;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A namespace in which version 1 serves, put by. Each plan of a scenario begins with a copy of what
 * the undisturbed run began with, instead of installing version 1 once more. Its Jobs are over and
 * stay behind.
 */
record Founded(
    BackendRelease release,
    List<ReleaseRecord> records,
    List<HasMetadata> children,
    Ledger.State ledger,
    Optional<Database> database) {
  private static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "slipway");

  static Founded of(
      KubernetesClient client, String namespace, Ledger.State ledger, Optional<Database> database) {
    var children =
        List.of(
                client.configMaps().inNamespace(namespace).withLabels(OURS).list().getItems(),
                client.services().inNamespace(namespace).list().getItems(),
                client.apps().deployments().inNamespace(namespace).list().getItems())
            .stream()
            .<HasMetadata>flatMap(List::stream)
            .toList();
    return new Founded(
        client.resources(BackendRelease.class).inNamespace(namespace).withName(Shop.NAME).require(),
        client.resources(ReleaseRecord.class).inNamespace(namespace).list().getItems(),
        children,
        ledger,
        database);
  }

  /**
   * Makes it anew elsewhere; pods follow. What belongs to a record belongs to the new record: with
   * an owner that does not exist the garbage collector would take it away at any moment. On a busy
   * machine the answer to a creation may be late, and the client then asks again.
   */
  void copyTo(KubernetesClient client, String namespace) {
    var words = client.getKubernetesSerialization();
    var owners = new HashMap<String, String>();
    var first = moved(words.clone(release), namespace, owners);
    var status = first.getStatus();
    first.setStatus(null);
    var made = client.resource(first).createOr(NonDeletingOperation::update);
    owners.put(named(made.getKind(), made.getMetadata().getName()), made.getMetadata().getUid());
    for (var each : records) {
      var record = moved(words.clone(each), namespace, owners);
      var story = record.getStatus();
      record.setStatus(null);
      var opened = client.resource(record).createOr(NonDeletingOperation::update);
      owners.put(
          named(opened.getKind(), opened.getMetadata().getName()), opened.getMetadata().getUid());
      opened.setStatus(story);
      client.resource(opened).updateStatus();
    }
    children.forEach(each ->
        client
            .resource(made(words.clone(each), namespace, owners))
            .createOr(NonDeletingOperation::update));
    made.setStatus(status);
    client.resource(made).updateStatus();
  }

  private static String named(String kind, String name) {
    return kind + "/" + name;
  }

  private static HasMetadata made(HasMetadata child, String namespace, Map<String, String> owners) {
    switch (child) {
      case Service service -> {
        service.getSpec().setClusterIP(null);
        service.getSpec().setClusterIPs(List.of());
        service.setStatus(null);
      }
      case Deployment deployment -> deployment.setStatus(null);
      default -> {}
    }
    return moved(child, namespace, owners);
  }

  private static <T extends HasMetadata> T moved(
      T object, String namespace, Map<String, String> owners) {
    var old = object.getMetadata();
    var meta =
        new ObjectMetaBuilder()
            .withName(old.getName())
            .withNamespace(namespace)
            .withLabels(old.getLabels())
            .withAnnotations(old.getAnnotations())
            .withOwnerReferences(old.getOwnerReferences())
            .build();
    meta.getOwnerReferences()
        .forEach(reference ->
            reference.setUid(
                Objects.requireNonNull(
                    owners.get(named(reference.getKind(), reference.getName())),
                    () -> reference + " is no owner that was made")));
    object.setMetadata(meta);
    return object;
  }
}
