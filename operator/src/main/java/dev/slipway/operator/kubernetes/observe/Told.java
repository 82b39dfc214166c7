package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.release.Result;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the Jobs of one attempt said, as far as it can still be read.
 *
 * @param check the newest check
 * @param database migrations and inspections, oldest first
 * @param trace what the migrations told of the schema's objects
 */
public record Told(Optional<Result> check, List<Result> database, SchemaTrace trace) {
  /** Nothing, or nothing that can still be read. */
  public static final Told NOTHING = new Told(Optional.empty(), List.of());

  public Told(Optional<Result> check, List<Result> database) {
    this(check, database, SchemaTrace.NONE);
  }

  public Told {
    database = List.copyOf(database);
  }

  /**
   * Reads it.
   *
   * @param uid of the release that owns the Jobs
   */
  static Told of(String uid, String attemptId, List<Job> jobs, List<Pod> pods) {
    var own =
        jobs.stream()
            .filter(job -> Owner.owns(uid, job))
            .filter(job -> attemptId.equals(label(job, Slipway.ATTEMPT_LABEL)))
            .sorted(Comparator.comparing(job -> job.getMetadata().getCreationTimestamp()))
            .toList();
    return new Told(
        words(own, pods, JobReader::result, Step.CHECK).reduce((_, newer) -> newer),
        words(own, pods, JobReader::result, Step.MIGRATE, Step.INSPECT).toList(),
        words(own, pods, JobReader::trace, Step.MIGRATE)
            .reduce(SchemaTrace.NONE, SchemaTrace::then));
  }

  private static <T> Stream<T> words(
      List<Job> jobs, List<Pod> pods, Function<Pod, Optional<T>> reader, Step... steps) {
    var wanted = Stream.of(steps).map(Step::label).toList();
    return jobs.stream()
        .filter(job -> wanted.contains(label(job, Slipway.STEP_LABEL)))
        .flatMap(job -> words(job, pods, reader).stream());
  }

  private static <T> Optional<T> words(Job job, List<Pod> pods, Function<Pod, Optional<T>> reader) {
    return pods.stream()
        .filter(pod -> Owner.owns(job.getMetadata().getUid(), pod))
        .flatMap(pod -> reader.apply(pod).stream())
        .findFirst();
  }

  private static String label(Job job, String name) {
    var labels = job.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(name, "");
  }
}
