package dev.slipway.runner;

/** How a verb ended. The exit code is what the operator reads when the message is lost. */
public enum Verdict {
  Done(0),
  /** Nothing applied by this attempt; the same again may succeed. */
  LockTimeout(10),
  /** The database equals the state before the attempt. */
  Failed(11),
  /** Some files of the attempt are in, the named one is not. */
  PrefixApplied(12),
  PlanDiffers(13),
  Fenced(14),
  VerificationFailed(15),
  /** There is no file for the way down. */
  NotReversible(16),
  Unreachable(17),
  BadInput(18),
  /** Another run migrates the same history, and did for all the time that was given. */
  LockedOut(19),
  Refused(20),
  SmokeFailed(21);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
