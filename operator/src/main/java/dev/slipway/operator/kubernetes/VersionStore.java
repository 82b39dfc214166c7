package dev.slipway.operator.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps name and version of each ConfigMap and forgets the rest. */
final class VersionStore implements ItemStore<ConfigMap> {
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  @Override
  public String getKey(ConfigMap map) {
    return Cache.metaNamespaceKeyFunc(map);
  }

  @Override
  public @Nullable ConfigMap put(String key, ConfigMap map) {
    return map(key, versions.put(key, map.getMetadata().getResourceVersion()));
  }

  @Override
  public @Nullable ConfigMap remove(String key) {
    return map(key, versions.remove(key));
  }

  @Override
  public Stream<String> keySet() {
    return versions.keySet().stream();
  }

  @Override
  public Stream<ConfigMap> values() {
    return versions.entrySet().stream().map(each -> built(each.getKey(), each.getValue()));
  }

  @Override
  public int size() {
    return versions.size();
  }

  @Override
  public @Nullable ConfigMap get(String key) {
    return map(key, versions.get(key));
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  private static @Nullable ConfigMap map(String key, @Nullable String version) {
    return version == null ? null : built(key, version);
  }

  private static ConfigMap built(String key, String version) {
    var parts = key.split("/", 2);
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(parts[0])
        .withName(parts[1])
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }
}
