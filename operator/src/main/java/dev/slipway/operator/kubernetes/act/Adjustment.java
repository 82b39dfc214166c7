package dev.slipway.operator.kubernetes.act;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes an object in one PATCH that holds only as long as the object is the one that was seen. If
 * it is not, nothing is done: its watch brings the next look.
 */
final class Adjustment {
  private static final Logger LOG = LoggerFactory.getLogger(Adjustment.class);
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;

  Adjustment(KubernetesClient client) {
    this.client = client;
  }

  void scale(String namespace, String name, int replicas, String seenVersion) {
    patch(Deployment.class, namespace, name, seenVersion, Map.of("replicas", replicas));
  }

  /** Everybody of the backend, or the one revision where it is given. */
  void select(
      String namespace,
      String backend,
      Optional<Integer> revision,
      String seenVersion,
      Optional<Service> present) {
    var selector = new LinkedHashMap<String, @Nullable String>();
    present
        .map(service -> service.getSpec().getSelector())
        .ifPresent(old -> old.keySet().forEach(key -> selector.put(key, null)));
    selector.put(Slipway.BACKEND_LABEL, backend);
    selector.put(Slipway.REVISION_LABEL, revision.map(String::valueOf).orElse(null));
    patch(Service.class, namespace, backend, seenVersion, Map.of("selector", selector));
  }

  /** A suspended Job has no pods, and nobody makes another one of its name. */
  void stop(String namespace, String job, String why, String seenVersion) {
    var metadata =
        Map.of("resourceVersion", seenVersion, "annotations", Map.of(Names.NEVER_STARTED, why));
    send(Job.class, namespace, job, Map.of("metadata", metadata, "spec", Map.of("suspend", true)));
  }

  private <T extends HasMetadata> void patch(
      Class<T> type, String namespace, String name, String seenVersion, Map<String, ?> spec) {
    send(
        type,
        namespace,
        name,
        Map.of("metadata", Map.of("resourceVersion", seenVersion), "spec", spec));
  }

  private <T extends HasMetadata> void send(
      Class<T> type, String namespace, String name, Map<String, ?> body) {
    try {
      client
          .resources(type)
          .inNamespace(namespace)
          .withName(name)
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.JSON_MERGE)
                  .withFieldManager(Names.MANAGER)
                  .build(),
              Json.of(body));
    } catch (KubernetesClientException e) {
      if (e.getCode() != CONFLICT && e.getCode() != NOT_FOUND) {
        throw e;
      }
      LOG.atDebug()
          .addKeyValue("object", type.getSimpleName() + "/" + name)
          .log("the object changed since it was seen, so it is left alone");
    }
  }
}
