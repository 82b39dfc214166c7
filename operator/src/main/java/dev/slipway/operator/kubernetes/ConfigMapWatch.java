package dev.slipway.operator.kubernetes;

import dev.slipway.operator.kubernetes.observe.Versions;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches which ConfigMaps there are, by their metadata alone: nothing of what they hold is sent,
 * and of the metadata only the version is kept. A ConfigMap cannot be watched by a label of ours,
 * because it is not ours.
 */
public final class ConfigMapWatch implements Versions, AutoCloseable {
  private static final String EVERYWHERE = "";

  private final Consumer<String> wake;
  private final Map<String, Set<String>> readers = new ConcurrentHashMap<>();
  private final Map<String, SharedIndexInformer<ConfigMap>> informers = new ConcurrentHashMap<>();

  private ConfigMapWatch(Consumer<String> wake) {
    this.wake = wake;
  }

  /**
   * Begins to watch, and does not wait until it does: until then, and where it may not, releases
   * ask for their ConfigMaps by name.
   *
   * @param client of {@link Clients#metadata}
   * @param namespaces empty for all
   * @param wake takes the uid of a release whose ConfigMap has changed
   */
  public static ConfigMapWatch start(
      KubernetesClient client, Set<String> namespaces, Consumer<String> wake) {
    var watch = new ConfigMapWatch(wake);
    if (namespaces.isEmpty()) {
      watch.watch(EVERYWHERE, client.configMaps().inAnyNamespace());
    }
    namespaces.forEach(each -> watch.watch(each, client.configMaps().inNamespace(each)));
    return watch;
  }

  private void watch(String namespace, Informable<ConfigMap> configMaps) {
    var informer =
        configMaps
            .runnableInformer(0)
            .itemStore(new VersionStore())
            .exceptionHandler((_, _) -> true)
            .addEventHandler(new Changes<>(this::changed));
    informers.put(namespace, informer);
    var _ = informer.start();
  }

  @Override
  public Optional<String> of(String uid, String namespace, String name) {
    var key = namespace + "/" + name;
    readers.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(uid);
    return Optional.ofNullable(informers.getOrDefault(namespace, informers.get(EVERYWHERE)))
        .filter(informer -> informer.hasSynced() && informer.isWatching())
        .map(informer -> version(informer.getStore().getByKey(key)));
  }

  private static String version(@Nullable ConfigMap found) {
    return found == null ? MISSING : found.getMetadata().getResourceVersion();
  }

  @Override
  public void forget(String uid) {
    readers.values().forEach(each -> each.remove(uid));
    readers.values().removeIf(Set::isEmpty);
  }

  @Override
  public void close() {
    List.copyOf(informers.values()).forEach(SharedIndexInformer::stop);
  }

  private void changed(ConfigMap map) {
    var meta = map.getMetadata();
    readers.getOrDefault(meta.getNamespace() + "/" + meta.getName(), Set.of()).forEach(wake);
  }
}
