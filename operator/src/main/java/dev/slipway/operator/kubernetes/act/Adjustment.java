package dev.slipway.operator.kubernetes.act;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.observe.Outdated;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes an object in one PATCH that holds only as long as the object is the one that was seen. If
 * it is not, nothing is done, and the next look sees the object as it is, whether its watch has
 * brought it or not.
 */
final class Adjustment {
  private static final Logger LOG = LoggerFactory.getLogger(Adjustment.class);
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final Outdated outdated;

  Adjustment(KubernetesClient client, Outdated outdated) {
    this.client = client;
    this.outdated = outdated;
  }

  void scale(
      String namespace,
      String name,
      int replicas,
      String seenVersion,
      Optional<Contest> contest,
      Instant now) {
    patch(
        Deployment.class, namespace, name, seenVersion, Map.of("replicas", replicas), contest, now);
  }

  /** Selects by exactly these labels. */
  void select(
      String namespace,
      String name,
      Map<String, String> labels,
      String seenVersion,
      Optional<Service> present,
      Optional<Contest> contest,
      Instant now) {
    var selector = new LinkedHashMap<String, @Nullable String>();
    present
        .map(service -> service.getSpec().getSelector())
        .ifPresent(old -> old.keySet().forEach(key -> selector.put(key, null)));
    selector.put(Slipway.REVISION_LABEL, null);
    selector.putAll(labels);
    patch(Service.class, namespace, name, seenVersion, Map.of("selector", selector), contest, now);
  }

  /**
   * Writes the template once more. Labels and annotations of others stay, so a restart that
   * somebody asked for is not taken back.
   *
   * @return the Deployment as it is stored now; empty where it changed in between
   */
  Optional<Deployment> template(Contest contest, PodTemplateSpec wanted, Instant now) {
    var meta = contest.child().getMetadata();
    return patch(
        Deployment.class,
        meta.getNamespace(),
        meta.getName(),
        meta.getResourceVersion(),
        Map.of("template", wanted),
        Optional.of(contest),
        now);
  }

  /** Labels and annotations on the object itself; its pods keep theirs. */
  <T extends HasMetadata> void mark(
      Class<T> type, T seen, Map<String, String> labels, Map<String, String> annotations) {
    var meta = seen.getMetadata();
    send(
        type,
        meta.getNamespace(),
        meta.getName(),
        meta.getResourceVersion(),
        Map.of("labels", labels, "annotations", annotations),
        Map.of());
  }

  /** A suspended Job has no pods, and nobody makes another one of its name. */
  void stop(String namespace, String job, String why, String seenVersion) {
    send(
        Job.class,
        namespace,
        job,
        seenVersion,
        Map.of("annotations", Map.of(Names.NEVER_STARTED, why)),
        Map.of("spec", Map.of("suspend", true)));
  }

  /** A field that somebody else keeps writing is written no more often than its distance lets. */
  private <T extends HasMetadata> Optional<T> patch(
      Class<T> type,
      String namespace,
      String name,
      String seenVersion,
      Map<String, ?> spec,
      Optional<Contest> contest,
      Instant now) {
    if (contest.filter(known -> known.waits(now)).isPresent()) {
      return Optional.empty();
    }
    Map<String, ?> annotated =
        contest.isPresent() ? Map.of("annotations", contest.get().annotation(now)) : Map.of();
    return send(type, namespace, name, seenVersion, annotated, Map.of("spec", spec));
  }

  private <T extends HasMetadata> Optional<T> send(
      Class<T> type,
      String namespace,
      String name,
      String seenVersion,
      Map<String, ?> metadata,
      Map<String, ?> rest) {
    var versioned = new LinkedHashMap<String, Object>(metadata);
    versioned.put("resourceVersion", seenVersion);
    var body = new LinkedHashMap<String, Object>(rest);
    body.put("metadata", versioned);
    var object = client.resources(type).inNamespace(namespace).withName(name);
    try {
      return Optional.ofNullable(
          object.patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.JSON_MERGE)
                  .withFieldManager(Names.MANAGER)
                  .build(),
              Json.of(body)));
    } catch (KubernetesClientException e) {
      if (e.getCode() != CONFLICT && e.getCode() != NOT_FOUND) {
        throw e;
      }
      outdated.found(type, namespace, name, seenVersion, Optional.ofNullable(object.get()));
      LOG.atDebug()
          .addKeyValue("object", type.getSimpleName() + "/" + name)
          .log("the object changed since it was seen, so it is left alone");
      return Optional.empty();
    }
  }
}
