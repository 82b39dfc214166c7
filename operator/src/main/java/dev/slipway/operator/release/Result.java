package dev.slipway.operator.release;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a runner said.
 *
 * @param message one sentence for people, free of secrets
 * @param applied files of this attempt that are in the database
 * @param pending files that were still to come when the plan was made
 * @param destructive statements among the pending files that the old version may not survive
 * @param current the schema's version as it stands
 * @param plan hash over the pending files
 * @param highestSeq highest sequence number that the ledger holds for this release
 */
public record Result(
    Verdict verdict,
    String message,
    List<String> applied,
    List<String> pending,
    List<String> destructive,
    Optional<String> current,
    Optional<String> plan,
    SchemaState state,
    OptionalLong highestSeq) {

  public Result {
    applied = List.copyOf(applied);
    pending = List.copyOf(pending);
    destructive = List.copyOf(destructive);
  }

  /** The runner's exit codes by name. */
  public enum Verdict {
    DONE,
    LOCK_TIMEOUT,
    FAILED,
    PREFIX_APPLIED,
    PLAN_DIFFERS,
    FENCED,
    VERIFICATION_FAILED,
    UNREACHABLE,
    BAD_INPUT,
    LOCKED_OUT,
    REFUSED,
    SMOKE_FAILED,
    UNKNOWN
  }

  /** What an inspection found of an attempt. */
  public enum SchemaState {
    APPLIED,
    SOME_APPLIED,
    NOTHING_APPLIED,
    STILL_RUNNING,
    UNKNOWN
  }

  /** A result that is nothing but a verdict and a sentence. */
  public static Result of(Verdict verdict, String message) {
    return new Result(
        verdict,
        message,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        SchemaState.UNKNOWN,
        OptionalLong.empty());
  }
}
