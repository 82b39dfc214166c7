package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a release is taken away, wholly or in part, in whatever order. */
public record Removal(KubernetesClient client, String namespace) {
  private static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "slipway");

  /** A pod that ends has seconds; of the rest Kubernetes takes care within moments. */
  private static final Duration GONE = Duration.ofMinutes(2);

  private static final Duration GRACE_OF_A_MIGRATION = Duration.ofMinutes(5);

  /** Deletes the release and waits until all that belonged to it is gone; the database stays. */
  public void release() {
    releaseAlone();
    Patience.until(
        GONE,
        "what the release owned is gone",
        () -> left().isEmpty(),
        () -> "there is still " + left());
  }

  /** Deletes the release and waits for nothing. */
  public void releaseAlone() {
    found().delete();
  }

  /** Takes the release away and leaves everything that it owned, as kubectl --cascade=orphan. */
  public void leavingEverything() {
    found().withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
    Patience.until(GONE, "the release is gone", () -> found().get() == null, () -> "it is there");
  }

  /** Deletes the record of an attempt, as a person who cleans up too much would. */
  public void record(int number) {
    client
        .resources(ReleaseRecord.class)
        .inNamespace(namespace)
        .withName(Shop.NAME + "-" + number)
        .delete();
  }

  /**
   * Deletes the namespace with all that is in it, and waits until it is gone. Its controller sees
   * the pods first, and looks again after half of the longest grace period among them: 150 seconds
   * where a migration runs, however soon that ended.
   */
  public void namespaceWithEverything() {
    client.namespaces().withName(namespace).delete();
    Patience.until(
        GRACE_OF_A_MIGRATION.plus(GONE),
        "the namespace is gone",
        () -> client.namespaces().withName(namespace).get() == null,
        () -> "there is still " + left());
  }

  private Resource<BackendRelease> found() {
    return client.resources(BackendRelease.class).inNamespace(namespace).withName(Shop.NAME);
  }

  /** Whatever Slipway made here and is still there, pods on their way out included. */
  private List<String> left() {
    return Stream.<List<? extends HasMetadata>>of(
            client.resources(BackendRelease.class).inNamespace(namespace).list().getItems(),
            client.resources(ReleaseRecord.class).inNamespace(namespace).list().getItems(),
            client.apps().deployments().inNamespace(namespace).withLabels(OURS).list().getItems(),
            client.batch().v1().jobs().inNamespace(namespace).withLabels(OURS).list().getItems(),
            client.services().inNamespace(namespace).withLabels(OURS).list().getItems(),
            client.configMaps().inNamespace(namespace).withLabels(OURS).list().getItems(),
            client.pods().inNamespace(namespace).withLabels(OURS).list().getItems())
        .flatMap(List::stream)
        .map(object -> object.getKind() + "/" + object.getMetadata().getName())
        .toList();
  }
}
