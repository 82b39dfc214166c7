package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.Adopt;
import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.release.Revision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the watches show of one backend at this moment; may be a little old.
 *
 * @param releases all of the namespace, this one included
 */
public record Children(
    List<Deployment> deployments,
    List<Job> jobs,
    List<Service> services,
    List<Pod> pods,
    List<ReleaseRecord> records,
    List<ReleaseRequest> requests,
    List<BackendRelease> releases) {

  /** A record that cannot be read tells nothing; its number stays taken by its name. */
  public Children {
    records = records.stream().filter(Children::readable).toList();
  }

  /** Children of a backend that is alone and of which nobody has asked anything. */
  public Children(
      List<Deployment> deployments,
      List<Job> jobs,
      List<Service> services,
      List<Pod> pods,
      List<ReleaseRecord> records) {
    this(deployments, jobs, services, pods, records, List.of(), List.of());
  }

  /** The record of what was adopted by this release. */
  public Optional<ReleaseRecord> adoptedRecord(String uid) {
    return records.stream()
        .filter(record -> record.getSpec().adopted() != null)
        .filter(record -> Owner.owns(uid, record))
        .findFirst();
  }

  /** What was adopted by this release, as its record tells. */
  public Optional<AdoptedRevision> adopted(String uid) {
    return adoptedRecord(uid).flatMap(AdoptedRevision::of);
  }

  /** Name of the Deployment of a revision; an adopted one keeps the name it had. */
  public String deploymentName(BackendRelease release, int number) {
    return Optional.of(number)
        .filter(asked -> asked == Revision.ADOPTED)
        .flatMap(_ -> adoptedName(release))
        .orElseGet(() -> Names.revision(release.getMetadata().getName(), number));
  }

  /** The record is history and may be gone; the spec may not name it any more. */
  private Optional<String> adoptedName(BackendRelease release) {
    var uid = release.getMetadata().getUid();
    var spec = release.getSpec();
    return adopted(uid)
        .map(AdoptedRevision::deployment)
        .or(() ->
            deployments.stream()
                .filter(deployment -> Owner.adopter(deployment).filter(uid::equals).isPresent())
                .map(deployment -> deployment.getMetadata().getName())
                .findFirst())
        .or(() -> Optional.ofNullable(spec == null ? null : spec.adopt()).map(Adopt::deployment));
  }

  /** The same, with a record and pods that the watches do not show. */
  Children with(ReleaseRecord record, List<Pod> more) {
    var known = record(record.getMetadata().getName()).isPresent();
    return new Children(
        deployments,
        jobs,
        services,
        Stream.concat(pods.stream(), more.stream()).toList(),
        known ? records : Stream.concat(records.stream(), Stream.of(record)).toList(),
        requests,
        releases);
  }

  public Optional<Deployment> deployment(String name) {
    return named(deployments, name);
  }

  public Optional<Job> job(String name) {
    return named(jobs, name);
  }

  public Optional<Service> service(String name) {
    return named(services, name);
  }

  public Optional<ReleaseRecord> record(String name) {
    return named(records, name);
  }

  /** Number of the revision an object belongs to; 0 where its label is no number. */
  public static int number(HasMetadata child) {
    var labels = child.getMetadata().getLabels();
    var text = labels == null ? null : labels.get(Slipway.REVISION_LABEL);
    return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** Whether a pod runs the application, and is not one of a Job. */
  public static boolean isBackends(Pod pod) {
    var labels = pod.getMetadata().getLabels();
    return labels != null && labels.containsKey(Slipway.BACKEND_LABEL);
  }

  /** Whether it asks for pods, be they there or not; without a number it asks for one. */
  public static boolean asksForPods(Deployment deployment) {
    return !Integer.valueOf(0).equals(deployment.getSpec().getReplicas());
  }

  /** Labels of the pods that a Service finds; empty where it selects none. */
  public static Map<String, String> selected(Service service) {
    return Objects.requireNonNullElse(service.getSpec().getSelector(), Map.of());
  }

  /** Whether a record says at least whose it is and what was pinned. */
  @SuppressWarnings("ConstantValue") // the wire is tolerant: required members may be missing
  static boolean readable(ReleaseRecord record) {
    var spec = record.getSpec();
    return spec != null
        && spec.number() != null
        && spec.attemptId() != null
        && spec.version() != null
        && spec.planHash() != null
        && spec.plan() != null;
  }

  private static <T extends HasMetadata> Optional<T> named(List<T> all, String name) {
    return all.stream().filter(each -> each.getMetadata().getName().equals(name)).findFirst();
  }
}
