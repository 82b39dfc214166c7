package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.RecordFactory;
import dev.slipway.operator.kubernetes.wire.PlanHash;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the ConfigMaps hold that releases refer to. They are not cached, since they may be large; a
 * release at rest asks again only where the watch shows another version than the one it has read.
 */
final class Configurations {
  private record Read(String version, Optional<String> digest) {}

  private final Live live;
  private final PlanHash hashes;
  private final Versions versions;
  private final Map<String, Map<String, Read>> known = new ConcurrentHashMap<>();

  Configurations(Live live, PlanHash hashes, Versions versions) {
    this.live = live;
    this.hashes = hashes;
    this.versions = versions;
  }

  /**
   * The digest of what a ConfigMap holds, {@link RecordFactory#LIVE}, or empty where there is none.
   *
   * @param resting nothing is in flight, so a moment's delay of the watch does no harm
   */
  Optional<String> digest(BackendRelease release, String name, boolean resting) {
    var meta = release.getMetadata();
    var seen = versions.of(meta.getUid(), meta.getNamespace(), name);
    var mine = known.computeIfAbsent(meta.getUid(), _ -> new ConcurrentHashMap<>());
    var last = mine.get(name);
    if (resting && last != null && seen.filter(last.version()::equals).isPresent()) {
      return last.digest();
    }
    var map = live.configMap(meta.getNamespace(), name);
    var version = map.map(m -> m.getMetadata().getResourceVersion()).orElse(Versions.MISSING);
    var read = new Read(version, map.map(this::digest));
    mine.put(name, read);
    return read.digest();
  }

  void forget(String uid) {
    known.remove(uid);
    versions.forget(uid);
  }

  private String digest(ConfigMap map) {
    return live(map) ? RecordFactory.LIVE : WishReader.digest(hashes, map);
  }

  /** Whether its pods read it anew by themselves. */
  private static boolean live(ConfigMap map) {
    var annotations = map.getMetadata().getAnnotations();
    return annotations != null && "true".equals(annotations.get(Slipway.LIVE_ANNOTATION));
  }
}
