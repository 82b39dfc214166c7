package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.JobFactory;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.JobSeen;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Result;
import dev.slipway.operator.release.Result.Verdict;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Job that a phase waits for, and what its runner said. */
final class JobReader {
  /** An image that cannot be pulled for so long is a fault of the plan, not of the network. */
  private static final Duration STUCK = Duration.ofSeconds(45);

  private static final int LARGEST_OWN_CODE = 128;

  private final Live live;

  JobReader(Live live) {
    this.live = live;
  }

  /** The step a phase has a Job for. */
  static Optional<Step> step(Phase phase) {
    return switch (phase) {
      case Phase.Checking _ -> Optional.of(Step.CHECK);
      case Phase.Migrating migrating ->
          migrating.launched() ? Optional.of(Step.MIGRATE) : Optional.empty();
      case Phase.Inspecting _ -> Optional.of(Step.INSPECT);
      case Phase.Smoking _ -> Optional.of(Step.SMOKE);
      case Phase.SmokingBack _ -> Optional.of(Step.SMOKE_BACK);
      case Phase.Baking baking -> baking.relogin().map(_ -> Step.LOGIN);
      case Phase.Resting _,
          Phase.Settling _,
          Phase.RollingOut _,
          Phase.Promoting _,
          Phase.GoingBack _ ->
          Optional.empty();
    };
  }

  /** Name of the Job the phase waits for. */
  Optional<String> name(BackendRelease release, Memory memory) {
    return step(memory.phase())
        .flatMap(step ->
            memory
                .attempt()
                .map(a -> Names.job(release.getMetadata().getName(), a, step, memory.seq())));
  }

  /** The pods of the Job the phase waits for, as far as the watches show them. */
  List<Pod> pods(BackendRelease release, Memory memory, Children children) {
    return name(release, memory)
        .flatMap(children::job)
        .filter(job -> ours(job, release.getMetadata().getUid(), memory.trying()))
        .map(job -> podsOf(job, children))
        .orElse(List.of());
  }

  JobSeen read(BackendRelease release, Memory memory, Children children, Instant now) {
    var step = step(memory.phase());
    var expected = name(release, memory);
    if (step.isEmpty() || expected.isEmpty()) {
      return new JobSeen.Absent();
    }
    var name = expected.get();
    var attempt = memory.trying();
    var meta = release.getMetadata();
    var job = children.job(name).or(() -> live.job(meta.getNamespace(), name));
    if (job.isEmpty()) {
      return new JobSeen.Absent();
    }
    if (!ours(job.get(), meta.getUid(), attempt)) {
      return new JobSeen.Foreign(
          "the Job %s exists and was not made by this attempt; delete it".formatted(name));
    }
    return read(job.get(), step.get(), children, now);
  }

  private JobSeen read(Job job, Step step, Children children, Instant now) {
    var said = said(podsOf(job, children));
    if (said.isPresent()) {
      return said.get();
    }
    if (!ended(job)) {
      return step == Step.CHECK ? stuck(podsOf(job, children), now) : unended(job, children, now);
    }
    return said(live.podsOfJob(job).stream().filter(pod -> owned(pod, job)).toList())
        .orElseGet(() -> new JobSeen.Lost("its pod is gone and left no result"));
  }

  /** A Job may have run twice; the one that the ledger let in has the better tale. */
  private static Optional<JobSeen> said(List<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> said(pod).stream())
        .min(Comparator.comparingInt(JobReader::rank));
  }

  private static int rank(JobSeen seen) {
    return switch (seen) {
      case JobSeen.Ended(Result result) when result.verdict() == Verdict.FENCED -> 1;
      case JobSeen.Ended _ -> 0;
      case JobSeen.Lost _,
          JobSeen.Absent _,
          JobSeen.Foreign _,
          JobSeen.Running _,
          JobSeen.Unstarted _,
          JobSeen.Stopped _ ->
          2;
    };
  }

  private static Optional<JobSeen> said(Pod pod) {
    var result = result(pod);
    if (result.isPresent()) {
      return Optional.of(new JobSeen.Ended(result.get()));
    }
    var runner = runner(pod);
    if (runner.isPresent()) {
      return Optional.of(
          new JobSeen.Lost(
              "its runner ended with code %d%s and left no result"
                  .formatted(
                      runner.get().getExitCode(),
                      runner.get().getReason() == null
                          ? ""
                          : " (" + runner.get().getReason() + ")")));
    }
    return preparation(pod);
  }

  static Optional<Result> result(Pod pod) {
    return runner(pod).flatMap(end -> ResultReader.read(end.getMessage(), end.getExitCode()));
  }

  static Optional<SchemaTrace> trace(Pod pod) {
    return runner(pod).flatMap(end -> ResultReader.trace(end.getMessage()));
  }

  private static Optional<ContainerStateTerminated> runner(Pod pod) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getContainerStatuses().stream()
            .filter(status -> status.getName().equals(JobFactory.RUNNER))
            .flatMap(status -> terminated(status).stream())
            .findFirst();
  }

  /** The files could not be copied: the runner never started, so nothing was done. */
  private static Optional<JobSeen> preparation(Pod pod) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getInitContainerStatuses().stream()
            .filter(status -> terminated(status).map(JobReader::refused).orElse(false))
            .findFirst()
            .map(status ->
                new JobSeen.Ended(
                    Result.of(
                        Verdict.BAD_INPUT,
                        "the migration files could not be copied: container %s (image %s) ended with code %d. Look whether migrations.path exists in the image and is readable by everybody"
                            .formatted(
                                status.getName(),
                                status.getImage(),
                                status.getState().getTerminated().getExitCode()))));
  }

  private static boolean refused(ContainerStateTerminated end) {
    return end.getExitCode() > 0 && end.getExitCode() < LARGEST_OWN_CODE;
  }

  private static Optional<ContainerStateTerminated> terminated(ContainerStatus status) {
    return status.getState() == null
        ? Optional.empty()
        : Optional.ofNullable(status.getState().getTerminated());
  }

  private static JobSeen stuck(List<Pod> pods, Instant now) {
    return pods.stream()
        .filter(pod -> created(pod).plus(STUCK).isBefore(now))
        .flatMap(pod -> new PodSight(pod).stuck().stream())
        .findFirst()
        .<JobSeen>map(why ->
            new JobSeen.Ended(Result.of(Verdict.REFUSED, "the check's pod cannot start: " + why)))
        .orElseGet(JobSeen.Running::new);
  }

  /** Whether a Job has done anything is asked of the API server itself. */
  private JobSeen unended(Job job, Children children, Instant now) {
    var suspended = Boolean.TRUE.equals(job.getSpec().getSuspend());
    var young = created(job).plus(STUCK).isAfter(now);
    if ((young && !suspended) || counted(job) || started(podsOf(job, children))) {
      return new JobSeen.Running();
    }
    var pods = live.podsOfJob(job).stream().filter(pod -> owned(pod, job)).toList();
    if (started(pods)) {
      return new JobSeen.Running();
    }
    if (suspended) {
      return pods.isEmpty() ? withdrawn(job) : new JobSeen.Running();
    }
    return new JobSeen.Unstarted(
        job.getMetadata().getResourceVersion(),
        created(job),
        pods.stream()
            .flatMap(pod -> new PodSight(pod).trouble().stream())
            .findFirst()
            .orElse(
                pods.isEmpty()
                    ? "no pod was made for it; look at the events of the Job"
                    : "a volume or the network of its pod, usually a Secret that does not exist; look at the events of the pod"));
  }

  /** Only a Job that we stopped ourselves is known to have done nothing. */
  private static JobSeen withdrawn(Job job) {
    var why = job.getMetadata().getAnnotations().get(Names.NEVER_STARTED);
    return why == null ? new JobSeen.Lost("somebody suspended its Job") : new JobSeen.Stopped(why);
  }

  /** Ends of pods that the Job controller has counted; those pods may be gone. */
  private static boolean counted(Job job) {
    var status = job.getStatus();
    return status != null
        && (positive(status.getFailed())
            || positive(status.getSucceeded())
            || (status.getUncountedTerminatedPods() != null
                && !(status.getUncountedTerminatedPods().getFailed().isEmpty()
                    && status.getUncountedTerminatedPods().getSucceeded().isEmpty())));
  }

  private static boolean positive(@Nullable Integer count) {
    return count != null && count > 0;
  }

  private static boolean started(List<Pod> pods) {
    return pods.stream().anyMatch(pod -> new PodSight(pod).started());
  }

  private static Instant created(HasMetadata object) {
    return Instant.parse(object.getMetadata().getCreationTimestamp());
  }

  private static List<Pod> podsOf(Job job, Children children) {
    return children.pods().stream().filter(pod -> owned(pod, job)).toList();
  }

  private static boolean owned(Pod pod, Job job) {
    return Owner.owns(job.getMetadata().getUid(), pod);
  }

  private static boolean ours(Job job, String uid, Attempt attempt) {
    return Owner.owns(uid, job)
        && job.getMetadata().getLabels() != null
        && attempt.id().equals(job.getMetadata().getLabels().get(Slipway.ATTEMPT_LABEL));
  }

  private static boolean ended(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(c ->
                ("Complete".equals(c.getType()) || "Failed".equals(c.getType()))
                    && "True".equals(c.getStatus()));
  }
}
