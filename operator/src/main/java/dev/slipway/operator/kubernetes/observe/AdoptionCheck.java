package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import dev.slipway.operator.kubernetes.children.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whether a Deployment and a Service can be moved over without anybody noticing. */
record AdoptionCheck(BackendRelease release, Deployment deployment, Service service) {

  /**
   * What a person has to change first.
   *
   * @param releases of the namespace, this one included
   */
  Optional<String> refusal(List<BackendRelease> releases) {
    return Stream.<Supplier<Optional<String>>>of(
            () -> taken(deployment, releases),
            () -> taken(service, releases),
            this::selector,
            this::selectsIt,
            () -> new AdoptedPorts(release, service).fault(),
            () -> labels(release.getSpec().template(), selected()),
            this::size)
        .flatMap(check -> check.get().stream())
        .findFirst();
  }

  private Optional<String> taken(HasMetadata child, List<BackendRelease> releases) {
    var name = "the %s %s".formatted(child.getKind(), child.getMetadata().getName());
    var controller = Owner.controller(child);
    if (controller.isPresent()) {
      return Optional.of(
          "spec.adopt: %s is made by the %s %s, which would make it again as it was; adopt only what nobody else makes"
              .formatted(name, controller.get().getKind(), controller.get().getName()));
    }
    var mine = release.getMetadata().getUid();
    return Owner.adopter(child)
        .filter(uid -> !uid.equals(mine))
        .flatMap(uid ->
            releases.stream().filter(other -> uid.equals(other.getMetadata().getUid())).findFirst())
        .map(other ->
            "spec.adopt: %s was adopted by the release %s; one backend is released by one BackendRelease"
                .formatted(name, other.getMetadata().getName()));
  }

  private Optional<String> selector() {
    var name = service.getMetadata().getName();
    var spec = service.getSpec();
    if ("ExternalName".equals(spec.getType())) {
      return Optional.of(
          "spec.adopt: the Service %s is of type ExternalName and has no pods; adopt the Service that selects them"
              .formatted(name));
    }
    if ("None".equals(spec.getClusterIP())) {
      return Optional.of(
          "spec.adopt: the Service %s is headless (clusterIP: None), so its callers keep the addresses of pods and cannot be moved by it; give them a Service with an address, and adopt that"
              .formatted(name));
    }
    if (selected().isEmpty()) {
      return Optional.of(
          "spec.adopt: the Service %s selects no pods (no spec.selector); somebody else writes its endpoints, so it cannot be pointed at a version"
              .formatted(name));
    }
    return selected().keySet().stream()
        .filter(key -> key.startsWith(Slipway.GROUP + "/") || key.equals(AdoptedRevision.HASH))
        .findFirst()
        .map(key ->
            "spec.adopt: the Service %s selects by %s, which tells one version's pods from another's; let it select by labels of the Deployment %s that stay, such as %s"
                .formatted(name, key, deployment.getMetadata().getName(), words(stable())));
  }

  private Optional<String> selectsIt() {
    var carried = podLabels();
    return carried.entrySet().containsAll(selected().entrySet())
        ? Optional.empty()
        : Optional.of(
            "spec.adopt: the Service %s selects %s, but the pods of the Deployment %s carry %s; name the Deployment that it selects"
                .formatted(
                    service.getMetadata().getName(),
                    words(selected()),
                    deployment.getMetadata().getName(),
                    words(carried)));
  }

  /** While pods are exchanged one selector has to find the old and the new ones. */
  static Optional<String> labels(PodTemplateSpec template, Map<String, String> selector) {
    var meta = template.getMetadata();
    var carried =
        meta == null || meta.getLabels() == null ? Map.<String, String>of() : meta.getLabels();
    return carried.entrySet().containsAll(selector.entrySet())
        ? Optional.empty()
        : Optional.of(
            "spec.template.metadata.labels has %s, but the adopted Service selects %s; add that, so that it finds old and new pods while they are exchanged"
                .formatted(carried.isEmpty() ? "no labels" : words(carried), words(selector)));
  }

  private Optional<String> size() {
    var runs = wanted();
    var asked = Objects.requireNonNullElse(release.getSpec().replicas(), 1);
    var name = deployment.getMetadata().getName();
    if (runs == 0) {
      return Optional.of(
          "spec.adopt: the Deployment %s asks for no pods, so nothing runs that could be moved over; scale it up, or delete it and its Service and take spec.adopt away"
              .formatted(name));
    }
    return runs == asked
        ? Optional.empty()
        : Optional.of(
            "spec.replicas is %d, but the Deployment %s runs %d; make them equal first, since replicas acts at once on whatever serves, and change it afterwards"
                .formatted(asked, name, runs));
  }

  /** Pods that the Service would lose without anybody having asked for it. */
  Optional<String> strangers(List<Pod> selectedPods) {
    var name = deployment.getMetadata().getName();
    return selectedPods.stream()
        .filter(pod -> new PodSight(pod).exists())
        .filter(pod -> !AdoptedRevision.runs(name, pod))
        .findFirst()
        .map(pod ->
            "spec.adopt: the Service %s also selects the pod %s, which is not of the Deployment %s and would lose its traffic; give that pod other labels, or the Service a narrower selector"
                .formatted(service.getMetadata().getName(), pod.getMetadata().getName(), name));
  }

  /** What is over by itself, or when a person ends what was begun. */
  Optional<String> unsettled(List<Pod> selectedPods) {
    var name = deployment.getMetadata().getName();
    if (Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
      return Optional.of(
          "waits to adopt the Deployment %s, which is paused: kubectl rollout resume deployment/%s"
              .formatted(name, name));
    }
    var pods =
        selectedPods.stream()
            .map(PodSight::new)
            .filter(pod -> pod.exists() && !pod.ending())
            .toList();
    var templates = pods.stream().map(pod -> AdoptedRevision.hash(pod.pod())).distinct().count();
    if (!complete() || templates > 1) {
      return Optional.of(
          "waits to adopt the Deployment %s, whose own rollout is not complete: kubectl rollout status deployment/%s"
              .formatted(name, name));
    }
    var ready = pods.stream().filter(PodSight::ready).count();
    return ready >= wanted()
        ? Optional.empty()
        : Optional.of(
            "waits to adopt the Deployment %s: %d of %d pods are ready, and what is gone back to should be well"
                .formatted(name, ready, wanted()));
  }

  private boolean complete() {
    var status = deployment.getStatus();
    return status != null
        && status.getObservedGeneration() != null
        && status.getObservedGeneration() >= deployment.getMetadata().getGeneration()
        && Objects.equals(status.getUpdatedReplicas(), wanted())
        && Objects.equals(status.getReplicas(), wanted());
  }

  private int wanted() {
    return Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
  }

  private Map<String, String> selected() {
    return Children.selected(service);
  }

  private Map<String, String> podLabels() {
    return Objects.requireNonNullElse(
        deployment.getSpec().getTemplate().getMetadata().getLabels(), Map.of());
  }

  private Map<String, String> stable() {
    return Objects.requireNonNullElse(
        deployment.getSpec().getSelector().getMatchLabels(), Map.of());
  }

  private static String words(Map<String, String> labels) {
    return String.join(
        ", ", new TreeMap<>(labels).entrySet().stream().map(Object::toString).toList());
  }
}
