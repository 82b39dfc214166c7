package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks the API server itself. That something is missing from a watch does not mean that it is
 * missing, so nothing is created before this was asked.
 */
public final class Live {
  private final KubernetesClient client;

  public Live(KubernetesClient client) {
    this.client = client;
  }

  public Optional<BackendRelease> release(String namespace, String name) {
    return get(BackendRelease.class, namespace, name);
  }

  public Optional<Deployment> deployment(String namespace, String name) {
    return get(Deployment.class, namespace, name);
  }

  public Optional<Service> service(String namespace, String name) {
    return get(Service.class, namespace, name);
  }

  /** As the watches show it; asked for where they do not. */
  Optional<Deployment> deployment(Children seen, String namespace, String name) {
    return seen.deployment(name).or(() -> deployment(namespace, name));
  }

  /** The callers' Service of a release, in the same way. */
  public Optional<Service> service(Children seen, BackendRelease release) {
    var meta = release.getMetadata();
    return seen.service(meta.getName()).or(() -> service(meta.getNamespace(), meta.getName()));
  }

  public Optional<Job> job(String namespace, String name) {
    return get(Job.class, namespace, name);
  }

  /** A record that can be read. */
  public Optional<ReleaseRecord> record(String namespace, String name) {
    return get(ReleaseRecord.class, namespace, name).filter(Children::readable);
  }

  /** Whether a record has this name, even one that cannot be read. */
  public boolean hasRecord(String namespace, String name) {
    return get(ReleaseRecord.class, namespace, name).isPresent();
  }

  public Optional<ConfigMap> configMap(String namespace, String name) {
    return get(ConfigMap.class, namespace, name);
  }

  public List<Pod> pods(String namespace, Map<String, String> labels) {
    return client.pods().inNamespace(namespace).withLabels(labels).list().getItems();
  }

  public List<Pod> podsOfJob(Job job) {
    return client
        .pods()
        .inNamespace(job.getMetadata().getNamespace())
        .withLabel("batch.kubernetes.io/job-name", job.getMetadata().getName())
        .list()
        .getItems();
  }

  /** What the Jobs of an attempt said, also of one that is in flight no longer. */
  public Told told(BackendRelease release, String attemptId) {
    var meta = release.getMetadata();
    return Told.of(
        meta.getUid(),
        attemptId,
        list(Job.class, meta.getNamespace(), Slipway.ATTEMPT_LABEL, attemptId),
        list(Pod.class, meta.getNamespace(), Slipway.ATTEMPT_LABEL, attemptId));
  }

  /**
   * Everything that carries the backend's label, for the case that the watches are not to be
   * trusted.
   */
  public Children children(String namespace, String backend) {
    return new Children(
        list(Deployment.class, namespace, Slipway.BACKEND_LABEL, backend),
        list(Job.class, namespace, Names.JOB_OF, backend),
        list(Service.class, namespace, Slipway.BACKEND_LABEL, backend),
        List.of(),
        list(ReleaseRecord.class, namespace, Slipway.BACKEND_LABEL, backend));
  }

  /** The pods of the backend's revisions and of its Jobs. */
  public List<Pod> podsOf(String namespace, String backend) {
    return Stream.of(Slipway.BACKEND_LABEL, Names.JOB_OF)
        .flatMap(label -> list(Pod.class, namespace, label, backend).stream())
        .toList();
  }

  private <T extends HasMetadata> List<T> list(
      Class<T> type, String namespace, String label, String value) {
    return client.resources(type).inNamespace(namespace).withLabel(label, value).list().getItems();
  }

  private <T extends HasMetadata> Optional<T> get(Class<T> type, String namespace, String name) {
    return Optional.ofNullable(client.resources(type).inNamespace(namespace).withName(name).get());
  }
}
