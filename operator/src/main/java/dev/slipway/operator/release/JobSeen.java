package dev.slipway.operator.release;

/** The Job that the present phase waits for. */
public sealed interface JobSeen {

  record Absent() implements JobSeen {}

  record Running() implements JobSeen {}

  record Ended(Result result) implements JobSeen {}

  /** It ended without a readable result: evicted, killed, or its pod is gone. */
  record Lost(String why) implements JobSeen {}

  /** An object of the Job's name exists that this attempt did not make. */
  record Foreign(String why) implements JobSeen {}
}
