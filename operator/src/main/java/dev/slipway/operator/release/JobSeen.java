package dev.slipway.operator.release;

import java.time.Instant;

/** The Job that the present phase waits for. */
public sealed interface JobSeen {

  record Absent() implements JobSeen {}

  record Running() implements JobSeen {}

  /**
   * None of its pods has ever started a container, so it has done nothing yet.
   *
   * @param seenVersion resourceVersion of the Job as it was seen
   * @param since when the Job was made
   * @param waitsFor what its pod waits for, in the kubelet's or the scheduler's words
   */
  record Unstarted(String seenVersion, Instant since, String waitsFor) implements JobSeen {}

  /** It was stopped by {@link Action.StopJob} before any container started, and never will. */
  record Stopped(String waitedFor) implements JobSeen {}

  record Ended(Result result) implements JobSeen {}

  /** It ended without a readable result: evicted, killed, or its pod is gone. */
  record Lost(String why) implements JobSeen {}

  /** An object of the Job's name exists that this attempt did not make. */
  record Foreign(String why) implements JobSeen {}
}
