package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.RollingOut;
import java.util.Optional;

/** Everything that can be known to fail is found here, before anything is changed. */
final class Prechecks {
  private Prechecks() {}

  static Decision decide(Checking phase, Memory memory, Plan plan, Observation seen) {
    if (seen.wish() instanceof Wish.Wanted && !seen.wish().asksFor(plan.hash())) {
      return Release.end(
          memory, seen, Outcome.SUPERSEDED, Reason.SUPERSEDED, Reason.SUPERSEDED.text());
    }
    if (seen.wish() instanceof Wish.Waiting(String what, var _) && phase.gatedSince().isEmpty()) {
      return withoutConfiguration(phase, memory, seen, what);
    }
    if (memory.paused()) {
      return Pause.holding(memory, seen).doing(Serving.keep(memory, seen));
    }
    if (seen.dryRun() instanceof DryRun.Rejected(String why)) {
      return Release.end(memory, seen, Outcome.FAILED, Reason.MANIFEST_REJECTED, why);
    }
    if (seen.gate() instanceof Gate.Closed(String why, var until)) {
      var waiting = gated(phase, memory, seen, Reason.WAITS_FOR_GATE, why);
      return until.map(waiting::wakingAt).orElse(waiting);
    }
    if (seen.gate() instanceof Gate.Taken(String why)) {
      return gated(phase, memory, seen, Reason.WAITS_FOR_RELEASE, why);
    }
    if (seen.traffic() instanceof Traffic.Foreign foreign) {
      return gated(phase, memory, seen, foreign.reason(), foreign.why());
    }
    if (phase.gatedSince().isPresent()) {
      return let(memory, seen);
    }
    return switch (seen.job()) {
      case JobSeen.Foreign(String why) -> Release.nameTaken(memory, seen, why);
      case JobSeen.Ended(Result result) -> judge(phase, memory, plan, seen, result);
      case JobSeen.Running _, JobSeen.Unstarted _ when seen.now().isBefore(phase.deadline()) ->
          waiting(phase, memory, seen);
      case JobSeen.Absent _ when seen.now().isBefore(phase.deadline()) ->
          phase.retries().pausing(seen.now()) ? pausing(phase, memory, seen) : start(memory, seen);
      case JobSeen.Lost _, JobSeen.Stopped _ when timeForMore(phase, seen) ->
          again(phase, memory, seen, "the check ended without a result; it runs again");
      case JobSeen.Running _,
          JobSeen.Unstarted _,
          JobSeen.Absent _,
          JobSeen.Lost _,
          JobSeen.Stopped _ ->
          Release.end(
              memory,
              seen,
              Outcome.FAILED,
              Reason.CHECK_TIMED_OUT,
              "the check did not end in %d minutes; nothing was changed. Look at its Job and pod"
                  .formatted(Pace.CHECK.toMinutes()));
    };
  }

  /** Waiting is no fault, however long it takes; only a newer plan or a person ends it. */
  private static Decision gated(
      Checking phase, Memory memory, Observation seen, Reason reason, String why) {
    var since = phase.gatedSince().orElse(seen.now());
    var next = memory.moving(new Checking(phase.deadline(), phase.retries(), Optional.of(since)));
    return Decision.of(next, reason, why)
        .doing(Serving.keep(memory, seen))
        .wakingAt(seen.now().plus(Pace.IDLE));
  }

  /** What was checked before the wait may be true no more, so it is checked anew. */
  private static Decision let(Memory memory, Observation seen) {
    return Decision.of(
            memory.nextSeq().moving(new Checking(seen.now().plus(Pace.CHECK))),
            Reason.CHECKING,
            "nothing is waited for any more")
        .wakingAt(seen.now());
  }

  private static boolean timeForMore(Checking phase, Observation seen) {
    return Proof.timeForMore(phase.retries(), phase.deadline(), seen);
  }

  /**
   * The order to write the record went down with an operator, or somebody deleted it. Nothing has
   * been changed, so as long as the same plan is asked for it is simply written again.
   */
  static Decision withoutRecord(Checking phase, Memory memory, Observation seen) {
    var attempt = memory.trying();
    var inTime = seen.now().isBefore(phase.deadline()) || phase.gatedSince().isPresent();
    var stillAsked = seen.wish().asksFor(attempt.planHash());
    if (stillAsked && inTime) {
      return Decision.of(memory, Reason.CHECKING, Reason.CHECKING.text())
          .doing(new Action.CreateRecord(attempt.number()))
          .wakingAt(seen.now().plus(Pace.GLANCE));
    }
    var what =
        stillAsked
            ? "The record could not be written in time. Nothing was changed, and the same is tried anew."
            : Reason.SUPERSEDED.text();
    return Release.end(memory, seen, Outcome.SUPERSEDED, Reason.SUPERSEDED, what);
  }

  /** A folder that is being applied may take something away for a moment. */
  private static Decision withoutConfiguration(
      Checking phase, Memory memory, Observation seen, String what) {
    return seen.now().isBefore(phase.deadline())
        ? Decision.of(memory, Reason.WAITING_FOR_CONFIGURATION, what)
            .doing(Serving.keep(memory, seen))
            .wakingAt(seen.now().plus(Pace.GLANCE))
        : Release.end(memory, seen, Outcome.SUPERSEDED, Reason.WAITING_FOR_CONFIGURATION, what);
  }

  private static Decision start(Memory memory, Observation seen) {
    return Decision.of(memory, Reason.CHECKING, Reason.CHECKING.text())
        .doing(new Action.StartJob(Step.CHECK, memory.trying().number(), memory.seq()))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  private static Decision waiting(Checking phase, Memory memory, Observation seen) {
    return Decision.of(memory, Reason.CHECKING, Reason.CHECKING.text())
        .doing(Serving.keep(memory, seen))
        .wakingAt(seen.now().plus(Pace.IDLE))
        .wakingAt(phase.deadline());
  }

  /** The check changes nothing, so after a pause it may simply run again under a new name. */
  private static Decision again(Checking phase, Memory memory, Observation seen, String why) {
    var retries = phase.retries().next(seen.now());
    return Decision.of(
            memory.nextSeq().moving(new Checking(phase.deadline(), retries)),
            Reason.CHECK_UNREACHABLE,
            why)
        .wakingAt(retries.notBefore());
  }

  private static Decision pausing(Checking phase, Memory memory, Observation seen) {
    return Decision.of(memory, Reason.CHECK_UNREACHABLE, Reason.CHECK_UNREACHABLE.text())
        .doing(Serving.keep(memory, seen))
        .wakingAt(phase.retries().notBefore());
  }

  private static Decision judge(
      Checking phase, Memory memory, Plan plan, Observation seen, Result result) {
    return switch (result.verdict()) {
      case DONE -> passed(phase, memory, plan, seen, result);
      case UNREACHABLE, LOCK_TIMEOUT ->
          timeForMore(phase, seen)
              ? again(phase, memory, seen, result.message())
              : Release.end(memory, seen, Outcome.FAILED, Reason.CHECK_REFUSED, result.message());
      case FAILED,
          PREFIX_APPLIED,
          PLAN_DIFFERS,
          FENCED,
          VERIFICATION_FAILED,
          BAD_INPUT,
          LOCKED_OUT,
          REFUSED,
          SMOKE_FAILED,
          UNKNOWN ->
          Release.end(memory, seen, Outcome.FAILED, Reason.CHECK_REFUSED, result.message());
    };
  }

  private static Decision passed(
      Checking phase, Memory memory, Plan plan, Observation seen, Result result) {
    if (!result.destructive().isEmpty() && memory.serving().isPresent()) {
      return Release.end(
          memory,
          seen,
          Outcome.FAILED,
          Reason.NO_WAY_BACK,
          "the migration holds statements that version %s may not survive (%s), so a failed release could not go back. Release additive changes first and remove the old objects in a later release"
              .formatted(
                  memory.serving().get().version(), String.join("; ", result.destructive())));
    }
    if (!oldCarries(memory, seen) && seen.now().isBefore(phase.deadline())) {
      return Decision.of(memory, Reason.CHECKING, "checked; the pods of the old version come up")
          .doing(Serving.keep(memory, seen))
          .wakingAt(seen.now().plus(Pace.GLANCE));
    }
    var measured = memory.trying(memory.trying().measured(seen.serving()));
    return plan.migrates() && !result.pending().isEmpty()
        ? Migration.first(measured, seen, result.pending())
        : rollOut(measured, plan, seen);
  }

  /**
   * After a held release the traffic may still go to its pods; the next one starts from the old
   * version, if that comes up.
   */
  private static boolean oldCarries(Memory memory, Observation seen) {
    return memory.serving().map(old -> Serving.isNarrow(old.number(), seen)).orElse(true);
  }

  /** The first new pods are ordered with the same write, unless somebody wants it to wait. */
  static Decision rollOut(Memory memory, Plan plan, Observation seen) {
    var moved = memory.moving(new RollingOut(seen.now().plus(plan.progressDeadline())));
    var waits = memory.paused() || seen.traffic() instanceof Traffic.Foreign;
    return waits || seen.candidate().exists()
        ? Decision.of(moved, Reason.ROLLING_OUT, Reason.ROLLING_OUT.text()).wakingAt(seen.now())
        : Rollout.start(moved, plan, seen);
  }
}
