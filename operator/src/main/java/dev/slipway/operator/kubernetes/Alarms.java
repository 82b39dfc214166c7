package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Wakes a release for reasons that no watch shows, such as a judgement of its requests. */
public final class Alarms {
  private final SimpleInboundEventSource<BackendRelease> source =
      new SimpleInboundEventSource<>("alarms");
  private final Map<String, ResourceID> known = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable IndexedResourceCache<BackendRelease>> cache =
      new AtomicReference<>();

  EventSource<?, BackendRelease> source() {
    return source;
  }

  void watching(IndexedResourceCache<BackendRelease> primaries) {
    cache.set(primaries);
  }

  void know(BackendRelease release) {
    known.put(release.getMetadata().getUid(), ResourceID.fromResource(release));
  }

  /** Has a release looked at soon. */
  public void wake(String uid) {
    var id = known.get(uid);
    if (id != null) {
      source.propagateEvent(id);
    }
  }

  /** Has every release looked at soon. */
  public void wakeAll() {
    known.keySet().forEach(this::wake);
  }

  /** Whether the release is there to stay; one that is being deleted is not looked at. */
  public boolean exists(String uid) {
    var id = known.get(uid);
    var primaries = cache.get();
    return id != null
        && primaries != null
        && primaries
            .get(id)
            .filter(release -> release.getMetadata().getUid().equals(uid))
            .filter(release -> !release.isMarkedForDeletion())
            .isPresent();
  }

  void forget(String uid) {
    known.remove(uid);
  }
}
