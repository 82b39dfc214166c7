package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.status.Conditions.Standing;
import dev.slipway.operator.kubernetes.wire.Sentence;
import dev.slipway.operator.kubernetes.wire.UnknownWriting;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes status, and is the only one to do so: a PUT with the resourceVersion that was read, so
 * that it fails where anybody wrote in between.
 */
public final class StatusWriter {
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  /** Forces a live read: no version is as high. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final KubernetesClient client;
  private final Live live;
  private final Map<String, Long> written = new ConcurrentHashMap<>();
  private final Map<String, Instant> writtenAt = new ConcurrentHashMap<>();

  public StatusWriter(KubernetesClient client, Live live) {
    this.client = client;
    this.live = live;
  }

  /** The release, not older than the last status written to it; empty where it is gone. */
  public Optional<BackendRelease> fresh(BackendRelease cached) {
    var meta = cached.getMetadata();
    var last = written.get(meta.getUid());
    if (last == null || version(cached) >= last) {
      return Optional.of(cached);
    }
    var read =
        live.release(meta.getNamespace(), meta.getName())
            .filter(found -> found.getMetadata().getUid().equals(meta.getUid()));
    read.ifPresent(found -> written.put(meta.getUid(), version(found)));
    return read;
  }

  /** Whether the API server itself has this very version of it. */
  public boolean current(BackendRelease read) {
    var meta = read.getMetadata();
    return live.release(meta.getNamespace(), meta.getName())
        .map(found -> found.getMetadata())
        .filter(found -> found.getUid().equals(meta.getUid()))
        .filter(found -> found.getResourceVersion().equals(meta.getResourceVersion()))
        .isPresent();
  }

  /** Until when this is not worth a write of its own; empty where it is shown at once. */
  public Optional<Instant> tooSoon(BackendRelease read, BackendReleaseStatus next, Instant now) {
    var last = Optional.ofNullable(writtenAt.get(read.getMetadata().getUid()));
    return last.map(at -> at.plus(News.keeps(read.getStatus(), next))).filter(now::isBefore);
  }

  /**
   * Writes by compare-and-swap.
   *
   * @return the release as it stands now, or empty where somebody else wrote first
   */
  public Optional<BackendRelease> swap(
      BackendRelease read, BackendReleaseStatus status, Instant now) {
    var uid = read.getMetadata().getUid();
    try {
      var stored = client.resource(withStatus(read, status)).subresource("status").update();
      written.put(uid, version(stored));
      writtenAt.put(uid, now);
      return Optional.of(stored);
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT || e.getCode() == NOT_FOUND) {
        written.put(uid, UNKNOWN);
        return Optional.empty();
      }
      // The server may have taken the write although its answer was lost.
      written.put(uid, UNKNOWN);
      throw e;
    }
  }

  /** Says that nothing is done, and leaves everything else as the other version wrote it. */
  public void pause(BackendRelease read, UnknownWriting why, Instant now) {
    var old = read.getStatus();
    var meta = read.getMetadata();
    var conditions =
        Conditions.of(
            Standing.STALLED,
            "UnknownProtocol",
            Sentence.fitting(String.valueOf(why.getMessage())),
            meta.getGeneration() == null ? 0 : meta.getGeneration(),
            now,
            old == null ? List.of() : old.conditions());
    if (old != null && conditions.equals(old.conditions())) {
      return;
    }
    var body = Map.of("status", Map.of("conditions", conditions));
    client
        .resources(BackendRelease.class)
        .inNamespace(meta.getNamespace())
        .withName(meta.getName())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client.getKubernetesSerialization().asJson(body));
  }

  public void forget(String uid) {
    written.remove(uid);
    writtenAt.remove(uid);
  }

  private static BackendRelease withStatus(BackendRelease read, BackendReleaseStatus status) {
    var next = new BackendRelease();
    next.setMetadata(new ObjectMetaBuilder(read.getMetadata()).withManagedFields().build());
    next.setSpec(read.getSpec());
    next.setStatus(status);
    return next;
  }

  private static long version(BackendRelease release) {
    var text = release.getMetadata().getResourceVersion();
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
