package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.Changes;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Releases and callers' Services of all namespaces, as last seen: asked for by so many runs several
 * times a second, they would be half of what the API server has to do.
 */
final class Sight implements AutoCloseable {
  private final SharedIndexInformer<BackendRelease> releases;
  private final SharedIndexInformer<Service> services;
  private final Map<String, Runnable> onlookers = new ConcurrentHashMap<>();

  Sight(KubernetesClient client) {
    releases = client.resources(BackendRelease.class).inAnyNamespace().inform();
    services = client.services().inAnyNamespace().inform(new Changes<>(this::tell));
  }

  Optional<BackendRelease> release(String namespace) {
    return Optional.ofNullable(releases.getStore().getByKey(namespace + "/" + Shop.NAME));
  }

  /** The Service through which callers come. */
  Optional<Service> service(String namespace) {
    return Optional.ofNullable(services.getStore().getByKey(namespace + "/" + Shop.NAME));
  }

  /** Has itself called after each change of a Service of a namespace. */
  void onlooker(String namespace, Runnable changed) {
    onlookers.put(namespace, changed);
  }

  void leave(String namespace) {
    onlookers.remove(namespace);
  }

  @Override
  public void close() {
    releases.close();
    services.close();
  }

  private void tell(Service service) {
    var onlooker = onlookers.get(service.getMetadata().getNamespace());
    if (onlooker != null) {
      onlooker.run();
    }
  }
}
