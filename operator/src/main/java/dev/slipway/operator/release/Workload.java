package dev.slipway.operator.release;

import java.time.Instant;
import java.util.Optional;

/**
 * The Deployment of one revision and its pods.
 *
 * @param number the revision
 * @param exists whether the Deployment is there
 * @param seenVersion resourceVersion of the Deployment as it was seen; empty where it is missing
 * @param desired replicas it asks for
 * @param pods pods that exist, ending ones included
 * @param ready pods that are ready and not ending
 * @param crashing pods that ended on their own at least twice or are in a crash loop
 * @param newestReadyAt when the last pod turned ready
 * @param unreadySince since when fewer pods are ready than desired
 * @param trouble what the kubelet or the scheduler says of pods that do not start
 * @param answers how its requests end; looked at for the serving revision only
 */
public record Workload(
    int number,
    boolean exists,
    String seenVersion,
    int desired,
    int pods,
    int ready,
    int crashing,
    Optional<Instant> newestReadyAt,
    Optional<Instant> unreadySince,
    Optional<String> trouble,
    Answers answers) {

  /** A revision at whose answers nobody looks. */
  public Workload(
      int number,
      boolean exists,
      String seenVersion,
      int desired,
      int pods,
      int ready,
      int crashing,
      Optional<Instant> newestReadyAt,
      Optional<Instant> unreadySince,
      Optional<String> trouble) {
    this(
        number,
        exists,
        seenVersion,
        desired,
        pods,
        ready,
        crashing,
        newestReadyAt,
        unreadySince,
        trouble,
        Answers.UNSEEN);
  }

  /** The same, with what was seen of its answers. */
  public Workload answering(Answers seen) {
    return new Workload(
        number,
        exists,
        seenVersion,
        desired,
        pods,
        ready,
        crashing,
        newestReadyAt,
        unreadySince,
        trouble,
        seen);
  }

  /** A revision without a Deployment. */
  public static Workload missing(int number) {
    return new Workload(
        number, false, "", 0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean complete() {
    return exists && ready >= desired;
  }

  boolean gone() {
    return desired == 0 && pods == 0;
  }
}
