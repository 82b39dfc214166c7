package dev.slipway.operator.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is watched as packed JSON, and reads it when it is asked for. A tree of objects takes
 * ten times as much memory, and of most releases nothing is asked for a minute. What was asked for
 * just now is not read again, so nobody may change it; that is so for every store.
 */
final class CompactStore<T extends HasMetadata> implements ItemStore<T> {
  private record Kept<T>(Packed packed, WeakReference<T> item) {}

  private final Class<T> type;
  private final KubernetesSerialization json;
  private final Map<String, Kept<T>> items = new ConcurrentHashMap<>();

  /** The first one; all of a kind have most of their words in common. */
  private volatile byte[] like = new byte[0];

  CompactStore(Class<T> type, KubernetesSerialization json) {
    this.type = type;
    this.json = json;
  }

  @Override
  public String getKey(T item) {
    return Cache.metaNamespaceKeyFunc(item);
  }

  @Override
  public @Nullable T put(String key, T item) {
    var text = json.asJson(item).getBytes(UTF_8);
    var packed = Packed.of(like, text);
    if (like.length == 0) {
      like = text;
    }
    return read(key, items.put(key, new Kept<>(packed, new WeakReference<>(item))));
  }

  @Override
  public @Nullable T remove(String key) {
    return read(key, items.remove(key));
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return items.entrySet().stream().map(each -> item(each.getKey(), each.getValue()));
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public @Nullable T get(String key) {
    return read(key, items.get(key));
  }

  private @Nullable T read(String key, @Nullable Kept<T> kept) {
    return kept == null ? null : item(key, kept);
  }

  private T item(String key, Kept<T> kept) {
    var known = kept.item().get();
    if (known != null) {
      return known;
    }
    var item = json.unmarshal(kept.packed().text(), type);
    items.replace(key, kept, new Kept<>(kept.packed(), new WeakReference<>(item)));
    return item;
  }
}
