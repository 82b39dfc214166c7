package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Objects of which it has turned out that the watches are behind: a write was refused, or the API
 * server was asked, as it is now and then while something is in flight. Until a watch has caught
 * up, what the API server said is seen instead: an event that never came holds nobody up for ever.
 */
public final class Outdated {
  private static final int MOST_KEPT = 1_000;
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(15);

  private final Live live;
  private final Map<String, Known> byName = new LinkedHashMap<>();
  private final Map<String, Instant> compared = new ConcurrentHashMap<>();

  public Outdated(Live live) {
    this.live = live;
  }

  /**
   * What is known of an object.
   *
   * @param behind versions of it that are older
   * @param current as the API server told it; empty where it is gone
   */
  private record Known(Set<String> behind, Optional<HasMetadata> current) {}

  /**
   * A write was refused.
   *
   * @param seenVersion the version that it was meant for
   * @param current what stands there now; empty for nothing
   */
  public <T extends HasMetadata> void found(
      Class<T> type, String namespace, String name, String seenVersion, Optional<T> current) {
    found(key(type, namespace, name), seenVersion, current);
  }

  private synchronized void found(
      String key, String seenVersion, Optional<? extends HasMetadata> current) {
    var known = byName.remove(key);
    var behind = new HashSet<>(known == null ? Set.of() : known.behind());
    behind.add(seenVersion);
    current.ifPresent(object -> behind.remove(object.getMetadata().getResourceVersion()));
    if (behind.isEmpty()) {
      return;
    }
    byName.put(key, new Known(behind, current.map(HasMetadata.class::cast)));
    if (byName.size() > MOST_KEPT) {
      byName.remove(byName.keySet().iterator().next());
    }
  }

  /** What the watches show, with the objects of which more is known. */
  public synchronized Children instead(Children watched) {
    if (byName.isEmpty()) {
      return watched;
    }
    return new Children(
        instead(watched.deployments()),
        instead(watched.jobs()),
        instead(watched.services()),
        instead(watched.pods()),
        watched.records(),
        watched.requests(),
        watched.releases());
  }

  /** What the watches show of a release in flight; now and then what they should show. */
  public Children nowAndThen(BackendRelease release, Children watched, Instant now) {
    var uid = release.getMetadata().getUid();
    var last = compared.putIfAbsent(uid, now);
    if (last == null || now.isBefore(last.plus(NOW_AND_THEN))) {
      return watched;
    }
    return confirmed(release, watched, now);
  }

  /** Nothing is in flight any more. */
  public void forget(String uid) {
    compared.remove(uid);
  }

  /** What the watches should show: asked of the API server. */
  public Children confirmed(BackendRelease release, Children watched, Instant now) {
    var meta = release.getMetadata();
    compared.put(meta.getUid(), now);
    var present = live.children(meta.getNamespace(), meta.getName());
    var pods = live.podsOf(meta.getNamespace(), meta.getName());
    compare(watched.deployments(), present.deployments());
    compare(watched.jobs(), present.jobs());
    compare(watched.services(), present.services());
    compare(watched.pods(), pods);
    return new Children(
        present.deployments(),
        present.jobs(),
        present.services(),
        pods,
        present.records(),
        watched.requests(),
        watched.releases());
  }

  private <T extends HasMetadata> void compare(List<T> watched, List<T> present) {
    var byName =
        present.stream()
            .collect(Collectors.toMap(object -> object.getMetadata().getName(), object -> object));
    for (var shown : watched) {
      var meta = shown.getMetadata();
      var current = Optional.ofNullable(byName.get(meta.getName()));
      found(key(shown), meta.getResourceVersion(), current);
    }
  }

  private <T extends HasMetadata> List<T> instead(List<T> watched) {
    return watched.stream().flatMap(object -> instead(object).stream()).toList();
  }

  @SuppressWarnings("unchecked") // the class is a part of the key
  private <T extends HasMetadata> Optional<T> instead(T watched) {
    var key = key(watched);
    var known = byName.get(key);
    if (known != null && known.behind().contains(watched.getMetadata().getResourceVersion())) {
      return (Optional<T>) known.current();
    }
    byName.remove(key);
    return Optional.of(watched);
  }

  private static String key(HasMetadata object) {
    var meta = object.getMetadata();
    return key(object.getClass(), meta.getNamespace(), meta.getName());
  }

  private static String key(Class<?> type, String namespace, String name) {
    return type.getSimpleName() + "/" + namespace + "/" + name;
  }
}
