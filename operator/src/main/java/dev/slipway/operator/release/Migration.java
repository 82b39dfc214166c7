package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Inspecting;
import dev.slipway.operator.release.Phase.Migrating;
import dev.slipway.operator.release.Phase.Settling;
import java.util.List;

/**
 * The schema is changed, exactly once in effect. A Job may run twice and its result may be lost;
 * the sequence number fences the database against the first, an inspection settles the second.
 */
final class Migration {
  private Migration() {}

  /**
   * The check has passed. The Job is not ordered with the same write: the record has to tell of the
   * migration before one can begin. Otherwise an operator that stands still here, while the status
   * is wiped and another one takes up the check from the record, starts it behind its back.
   */
  static Decision first(Memory memory, Observation seen, List<String> pending) {
    return Decision.of(
            memory.moving(new Migrating(0, false, seen.now())),
            Reason.MIGRATING,
            "to apply: " + String.join(", ", pending))
        .wakingAt(seen.now());
  }

  static Decision migrating(Migrating phase, Memory memory, Plan plan, Observation seen) {
    if (!phase.launched()) {
      return seen.now().isBefore(phase.notBefore())
          ? waiting(memory, seen, Reason.MIGRATION_WAITS_FOR_LOCK).wakingAt(phase.notBefore())
          : launch(phase, memory, seen);
    }
    return switch (seen.job()) {
      case JobSeen.Running _ -> waiting(memory, seen, Reason.MIGRATING);
      case JobSeen.Unstarted unstarted -> stuck(unstarted, memory, plan, seen);
      case JobSeen.Stopped(String waitedFor) -> stopped(phase, memory, seen, waitedFor);
      case JobSeen.Ended(Result result) -> judge(phase, memory, plan, seen, result);
      case JobSeen.Absent _ when seen.now().isBefore(phase.notBefore()) ->
          waiting(memory, seen, Reason.MIGRATING).wakingAt(phase.notBefore());
      case JobSeen.Absent _ -> inspect(phase.tries(), memory, seen, "its Job is gone");
      case JobSeen.Lost(String why) -> inspect(phase.tries(), memory, seen, why);
      case JobSeen.Foreign(String why) -> Release.nameTaken(memory, seen, why);
    };
  }

  static Decision inspecting(Inspecting phase, Memory memory, Plan plan, Observation seen) {
    return switch (seen.job()) {
      case JobSeen.Running _ -> waiting(memory, seen, Reason.INSPECTING);
      case JobSeen.Absent _ ->
          Decision.of(memory, Reason.INSPECTING, Reason.INSPECTING.text())
              .doing(new Action.StartJob(Step.INSPECT, memory.trying().number(), memory.seq()))
              .wakingAt(seen.now().plus(Pace.GLANCE));
      case JobSeen.Ended(Result result) -> found(phase, memory, plan, seen, result);
      case JobSeen.Unstarted unstarted when hopeless(unstarted, plan, seen) ->
          unknown(memory, seen, "the inspection cannot start: " + unstarted.waitsFor());
      case JobSeen.Unstarted _ -> waiting(memory, seen, Reason.INSPECTING);
      case JobSeen.Lost(String why) -> inspectLater(phase, memory, seen, why);
      case JobSeen.Stopped(String why) -> inspectLater(phase, memory, seen, why);
      case JobSeen.Foreign(String why) -> Release.nameTaken(memory, seen, why);
    };
  }

  private static Decision launch(Migrating phase, Memory memory, Observation seen) {
    var tries = phase.tries() + 1;
    var next =
        memory
            .trying(memory.trying().changingSchema())
            .nextSeq()
            .moving(new Migrating(tries, true, seen.now().plus(Pace.SIGHT), phase.vouched()));
    var number = memory.trying().number();
    return Decision.of(
            next, Reason.MIGRATING, "try %d, number %d in the ledger".formatted(tries, next.seq()))
        .doing(new Action.CopyConfiguration(number))
        .doing(new Action.StartJob(Step.MIGRATE, number, next.seq()))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  private static Decision waiting(Memory memory, Observation seen, Reason reason) {
    return Decision.of(memory, reason, reason.text())
        .doing(Serving.keep(memory, seen))
        .wakingAt(seen.now().plus(Pace.IDLE));
  }

  private static boolean hopeless(JobSeen.Unstarted job, Plan plan, Observation seen) {
    return !seen.now().isBefore(job.since().plus(plan.progressDeadline()));
  }

  /**
   * It may still start at any moment, so it is stopped first; only when it is seen that it never
   * started and never will, the attempt ends.
   */
  private static Decision stuck(JobSeen.Unstarted job, Memory memory, Plan plan, Observation seen) {
    var message = "the migration's pod has not started: " + job.waitsFor();
    var waiting = Decision.of(memory, Reason.MIGRATING, message).doing(Serving.keep(memory, seen));
    return hopeless(job, plan, seen)
        ? waiting
            .doing(
                new Action.StopJob(
                    Step.MIGRATE,
                    memory.trying().number(),
                    memory.seq(),
                    job.waitsFor(),
                    job.seenVersion()))
            .wakingAt(seen.now().plus(Pace.GLANCE))
        : waiting
            .wakingAt(seen.now().plus(Pace.IDLE))
            .wakingAt(job.since().plus(plan.progressDeadline()));
  }

  /** An earlier try of the same attempt may have got further. */
  private static Decision stopped(
      Migrating phase, Memory memory, Observation seen, String waitedFor) {
    return phase.tries() > 1
        ? inspect(phase.tries(), memory, seen, waitedFor)
        : Release.end(
            memory,
            seen,
            Outcome.FAILED,
            Reason.MIGRATION_NOT_STARTED,
            "the migration's pod could not start (%s); its Job was stopped and nothing was changed"
                .formatted(waitedFor));
  }

  private static Decision judge(
      Migrating phase, Memory memory, Plan plan, Observation seen, Result result) {
    return switch (result.verdict()) {
      case DONE -> applied(memory, plan, seen, result.message());
      case LOCK_TIMEOUT, UNREACHABLE -> later(phase, memory, seen, result);
      // It has waited as long as anything may go without progress. An earlier try of the same
      // attempt may have got further: then only its turn tells.
      case LOCKED_OUT ->
          phase.tries() > 1
              ? later(phase, memory, seen, result)
              : unchanged(memory, seen, Reason.MIGRATION_LOCKED_OUT, result);
      case PREFIX_APPLIED ->
          stopAfterSettling(memory, seen, Reason.MIGRATION_PREFIX_APPLIED, result.message());
      case VERIFICATION_FAILED ->
          Release.end(memory, seen, Outcome.HELD, Reason.MIGRATION_NOT_VERIFIED, result.message());
      case FAILED, BAD_INPUT, REFUSED, SMOKE_FAILED ->
          unchanged(memory, seen, Reason.MIGRATION_FAILED, result);
      case PLAN_DIFFERS -> unchanged(memory, seen, Reason.MIGRATION_PLAN_DIFFERS, result);
      case FENCED -> fenced(phase, memory, seen, result);
      case UNKNOWN -> inspect(phase.tries(), memory, seen, result.message());
    };
  }

  private static Decision later(Migrating phase, Memory memory, Observation seen, Result result) {
    if (phase.tries() >= Pace.MIGRATION_TRIES) {
      return unchanged(memory, seen, Reason.MIGRATION_LOCKED_OUT, result);
    }
    var at = Pace.retry(seen.now(), phase.tries());
    return Decision.of(
            memory.moving(new Migrating(phase.tries(), false, at, phase.vouched())),
            Reason.MIGRATION_WAITS_FOR_LOCK,
            result.message())
        .wakingAt(at);
  }

  /**
   * The ledger remembers more than the status: the object was made anew under its old name, or its
   * status was lost. The fence keeps two attempts from writing at once, so going on above it is
   * right only for the attempt that the present status names: the write of this very decision is
   * accepted only if nobody else wrote there since, and the higher number then shuts out whoever
   * had the lower ones. A number that is not above ours is our own run, which another pod of the
   * same Job has begun: that one may have written, so it is inspected. So is everything after the
   * first try.
   */
  private static Decision fenced(Migrating phase, Memory memory, Observation seen, Result result) {
    var highest = result.highestSeq().orElse(memory.seq());
    var above = memory.seqAtLeast(highest);
    if (highest <= memory.seq() || phase.tries() > 1) {
      return inspect(phase.tries(), above, seen, result.message());
    }
    return Decision.of(
            above.moving(new Migrating(phase.tries(), false, seen.now(), phase.vouched())),
            Reason.MIGRATING,
            "the ledger already holds number %d of this release; going on above it"
                .formatted(highest))
        .wakingAt(seen.now());
  }

  private static Decision inspect(int tries, Memory memory, Observation seen, String why) {
    if (tries >= Pace.MIGRATION_TRIES) {
      return unknown(memory, seen, "gave up after %d tries: %s".formatted(tries, why));
    }
    var next = memory.nextSeq().moving(new Inspecting(tries + 1));
    return Decision.of(next, Reason.INSPECTING, why)
        .doing(new Action.StartJob(Step.INSPECT, memory.trying().number(), next.seq()))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  /** The database does not answer yet: as if a migration ran whose Job is not to be seen. */
  private static Decision inspectLater(
      Inspecting phase, Memory memory, Observation seen, String why) {
    if (phase.tries() >= Pace.MIGRATION_TRIES) {
      return inspect(phase.tries(), memory, seen, why);
    }
    var at = Pace.retry(seen.now(), phase.tries());
    return Decision.of(
            memory.moving(new Migrating(phase.tries(), true, at)), Reason.INSPECTING, why)
        .wakingAt(at);
  }

  private static Decision found(
      Inspecting phase, Memory memory, Plan plan, Observation seen, Result result) {
    if (result.highestSeq().orElse(memory.seq()) > memory.seq()) {
      var above = memory.seqAtLeast(result.highestSeq().getAsLong());
      return inspect(phase.tries(), above, seen, "a later run stands in the ledger");
    }
    if (result.verdict() == Result.Verdict.VERIFICATION_FAILED) {
      return Release.end(
          memory, seen, Outcome.HELD, Reason.MIGRATION_NOT_VERIFIED, result.message());
    }
    if (result.verdict() != Result.Verdict.DONE) {
      return inspectLater(phase, memory, seen, result.message());
    }
    return switch (result.state()) {
      case APPLIED -> applied(memory, plan, seen, result.message());
      case NOTHING_APPLIED, SOME_APPLIED -> interrupted(phase, memory, seen, result);
      case STILL_RUNNING -> inspectLater(phase, memory, seen, result.message());
      case UNKNOWN -> unknown(memory, seen, result.message());
    };
  }

  /** What is known to be missing is applied by another try, while there are tries left. */
  private static Decision interrupted(
      Inspecting phase, Memory memory, Observation seen, Result result) {
    if (phase.tries() < Pace.MIGRATION_TRIES) {
      var next = memory.moving(new Migrating(phase.tries(), false, seen.now()));
      return Decision.of(next, Reason.MIGRATING, result.message()).wakingAt(seen.now());
    }
    return result.state() == Result.SchemaState.SOME_APPLIED
        ? stopAfterSettling(memory, seen, Reason.MIGRATION_PREFIX_APPLIED, result.message())
        : unchanged(memory, seen, Reason.MIGRATION_FAILED, result);
  }

  private static Decision applied(Memory memory, Plan plan, Observation seen, String message) {
    return memory.serving().isEmpty()
        ? Prechecks.rollOut(memory, plan, seen)
        : settle(memory, seen, false, Reason.SETTLING, message);
  }

  private static Decision stopAfterSettling(
      Memory memory, Observation seen, Reason reason, String message) {
    return memory.serving().isEmpty()
        ? Release.end(memory, seen, Outcome.FAILED, reason, message)
        : settle(memory, seen, true, reason, message);
  }

  private static Decision settle(
      Memory memory, Observation seen, boolean thenStop, Reason reason, String message) {
    var phase =
        new Settling(
            seen.now().plus(Pace.SETTLE), seen.now().plus(Pace.SETTLE_AT_MOST), thenStop, message);
    return Decision.of(memory.moving(phase), reason, message).wakingAt(phase.until());
  }

  /** The database equals the state before, unless an earlier try of this attempt got further. */
  private static Decision unchanged(Memory memory, Observation seen, Reason reason, Result result) {
    return result.applied().isEmpty()
        ? Release.end(memory, seen, Outcome.FAILED, reason, result.message())
        : stopAfterSettling(memory, seen, Reason.MIGRATION_PREFIX_APPLIED, result.message());
  }

  private static Decision unknown(Memory memory, Observation seen, String message) {
    return Release.end(memory, seen, Outcome.HELD, Reason.MIGRATION_UNKNOWN, message);
  }
}
