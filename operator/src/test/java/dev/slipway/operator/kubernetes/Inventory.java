package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the namespace of the shop holds. A kind is listed again only where something was written to
 * it since: a release is some twenty turns, and in most of them most kinds are left alone. As with
 * an informer's cache, what is handed out belongs to everybody and is not to be changed.
 */
final class Inventory {
  private final KubernetesClient client;
  private final Map<Class<? extends HasMetadata>, Listed> listed = new ConcurrentHashMap<>();

  /**
   * Objects of a kind.
   *
   * @param at how much had been written to the kind before it was asked
   */
  private record Listed(long at, List<? extends HasMetadata> items) {}

  Inventory(KubernetesClient client) {
    this.client = client;
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    var at = Writings.of(client, HasMetadata.getPlural(kind));
    var known = listed.get(kind);
    if (known == null || known.at() != at) {
      var items = client.resources(kind).inNamespace(Shop.NAMESPACE).list().getItems();
      if (known != null) {
        isUnchangedByReaders(known.items(), items);
      }
      known = new Listed(at, List.copyOf(items));
      listed.put(kind, known);
    }
    return known.items().stream().map(kind::cast).toList();
  }

  <T extends HasMetadata> List<T> labelled(Class<T> kind, Map<String, String> labels) {
    return all(kind).stream().filter(object -> carries(object, labels)).toList();
  }

  <T extends HasMetadata> Optional<T> named(Class<T> kind, String name) {
    return all(kind).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst();
  }

  /** Fails where something was written that {@link Writings} did not see. */
  void isUpToDate() {
    listed.forEach((kind, known) -> {
      if (known.at() == Writings.of(client, HasMetadata.getPlural(kind))) {
        assertThat(client.resources(kind).inNamespace(Shop.NAMESPACE).list().getItems())
            .as("%s in the namespace, and what was remembered of them", kind.getSimpleName())
            .isEqualTo(known.items());
      }
    });
  }

  private static void isUnchangedByReaders(
      List<? extends HasMetadata> before, List<? extends HasMetadata> now) {
    for (var object : now) {
      before.stream()
          .filter(old -> sameVersion(old, object))
          .forEach(
              old -> assertThat(old).as("handed out, and changed by a reader").isEqualTo(object));
    }
  }

  private static boolean sameVersion(HasMetadata one, HasMetadata other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid())
        && one.getMetadata().getResourceVersion().equals(other.getMetadata().getResourceVersion());
  }

  private static boolean carries(HasMetadata object, Map<String, String> labels) {
    var present = Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
    return present.entrySet().containsAll(labels.entrySet());
  }
}
