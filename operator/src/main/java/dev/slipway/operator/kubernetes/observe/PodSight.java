package dev.slipway.operator.kubernetes.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What one pod tells of itself. */
record PodSight(Pod pod) {
  private static final Set<String> STUCK =
      Set.of(
          "ImagePullBackOff",
          "ErrImagePull",
          "ErrImageNeverPull",
          "InvalidImageName",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  private static final int RESTARTS_THAT_PROVE = 2;

  boolean ending() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** Failed and Succeeded pods stay as objects, but hold no process any more. */
  boolean exists() {
    var phase = phase();
    return !phase.equals("Failed") && !phase.equals("Succeeded");
  }

  boolean ready() {
    return !ending() && exists() && condition("Ready").map(PodSight::isTrue).orElse(false);
  }

  /** When it turned to the readiness it has; its creation where the kubelet said nothing yet. */
  Instant sinceReadiness() {
    return condition("Ready")
        .map(PodCondition::getLastTransitionTime)
        .or(() -> Optional.ofNullable(pod.getMetadata().getCreationTimestamp()))
        .map(Instant::parse)
        .orElse(Instant.MAX);
  }

  /** Whether its program ends on its own; what a drain or an eviction ended does not count. */
  boolean crashing(Instant since) {
    if (ending()) {
      return false;
    }
    if (phase().equals("Failed")) {
      return condition("DisruptionTarget").isEmpty() && pod.getStatus().getReason() == null;
    }
    return statuses().anyMatch(status -> crashes(status, since));
  }

  private static boolean crashes(ContainerStatus status, Instant since) {
    if (waitsFor(status).filter("CrashLoopBackOff"::equals).isPresent()) {
      return true;
    }
    var last = status.getLastState() == null ? null : status.getLastState().getTerminated();
    return status.getRestartCount() != null
        && status.getRestartCount() >= RESTARTS_THAT_PROVE
        && last != null
        && last.getFinishedAt() != null
        && Instant.parse(last.getFinishedAt()).isAfter(since);
  }

  /** Whether any container of it, the preparing ones included, has ever been started. */
  boolean started() {
    return statuses().anyMatch(PodSight::started);
  }

  private static boolean started(ContainerStatus status) {
    var state = status.getState();
    return (status.getRestartCount() != null && status.getRestartCount() > 0)
        || (state != null && (state.getRunning() != null || state.getTerminated() != null))
        || (status.getLastState() != null && status.getLastState().getTerminated() != null);
  }

  /** Why it does not start or does not stay, in the kubelet's or the scheduler's words. */
  Optional<String> trouble() {
    return statuses()
        .flatMap(status -> trouble(status).stream())
        .findFirst()
        .or(this::unschedulable);
  }

  /** Only what keeps a container from starting at all. */
  Optional<String> stuck() {
    return statuses()
        .filter(status -> waitsFor(status).filter(STUCK::contains).isPresent())
        .flatMap(status -> trouble(status).stream())
        .findFirst();
  }

  private static Optional<String> trouble(ContainerStatus status) {
    var reason = waitsFor(status);
    if (reason.filter(STUCK::contains).isPresent()) {
      var said = status.getState().getWaiting().getMessage();
      return Optional.of(
          "container %s: %s%s"
              .formatted(
                  status.getName(),
                  reason.get(),
                  said == null ? "" : " (" + Redaction.of(said) + ")"));
    }
    var last = status.getLastState() == null ? null : status.getLastState().getTerminated();
    var now = status.getState() == null ? null : status.getState().getTerminated();
    var ended = now != null ? now : last;
    return ended == null
        ? Optional.empty()
        : Optional.of(
            "container %s ended with code %d%s"
                .formatted(
                    status.getName(),
                    ended.getExitCode(),
                    ended.getReason() == null ? "" : " (" + ended.getReason() + ")"));
  }

  private Optional<String> unschedulable() {
    return condition("PodScheduled")
        .filter(scheduled -> !isTrue(scheduled) && scheduled.getMessage() != null)
        .map(scheduled -> "not scheduled: " + Redaction.of(scheduled.getMessage()));
  }

  private static Optional<String> waitsFor(ContainerStatus status) {
    return status.getState() == null || status.getState().getWaiting() == null
        ? Optional.empty()
        : Optional.ofNullable(status.getState().getWaiting().getReason());
  }

  private Stream<ContainerStatus> statuses() {
    return pod.getStatus() == null
        ? Stream.empty()
        : Stream.concat(
            list(pod.getStatus().getInitContainerStatuses()),
            list(pod.getStatus().getContainerStatuses()));
  }

  private static Stream<ContainerStatus> list(List<ContainerStatus> statuses) {
    return statuses == null ? Stream.empty() : statuses.stream();
  }

  private String phase() {
    var status = pod.getStatus();
    return status == null || status.getPhase() == null ? "Pending" : status.getPhase();
  }

  private Optional<PodCondition> condition(String type) {
    return pod.getStatus() == null || pod.getStatus().getConditions() == null
        ? Optional.empty()
        : pod.getStatus().getConditions().stream()
            .filter(condition -> type.equals(condition.getType()))
            .findFirst();
  }

  private static boolean isTrue(PodCondition condition) {
    return "True".equals(condition.getStatus());
  }
}
