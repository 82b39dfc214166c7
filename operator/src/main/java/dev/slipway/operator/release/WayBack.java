package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.SmokingBack;
import java.util.ArrayList;
import java.util.List;

/**
 * Back to the version before: its pods come up, traffic is cut over by one patch, the new pods go.
 * A half-sick old version does not block it, and it is never itself rolled back.
 */
final class WayBack {
  private WayBack() {}

  /** What can be done in the very moment of turning around. */
  static List<Action> first(Memory memory, Observation seen) {
    return moves(memory, seen, Math.max(1, seen.replicas() - 1));
  }

  /** The status was wiped and the record of the version to go back to deleted. */
  static boolean lost(Memory memory) {
    return memory.serving().isEmpty()
        && (memory.phase() instanceof GoingBack || memory.phase() instanceof SmokingBack);
  }

  static Decision nowhere(Memory memory, Observation seen) {
    return Release.end(
        memory,
        seen,
        Outcome.HELD,
        Reason.RECORD_LOST,
        "nobody knows any more which version to go back to: its record is gone; apply the version that shall run");
  }

  static Decision goingBack(GoingBack phase, Memory memory, Observation seen) {
    var old = seen.serving();
    var late = !seen.now().isBefore(phase.deadline());
    if (seen.traffic() instanceof Traffic.Foreign(String why, var _)) {
      return Release.nameTaken(memory, seen, why);
    }
    var away = seen.candidate().gone() || (late && seen.candidate().desired() == 0);
    if (isCut(memory, seen) && away && carries(old, seen)) {
      return backed(phase, memory, seen);
    }
    if (late && old.ready() == 0 && seen.replicas() > 0) {
      return Release.end(
          memory,
          seen,
          Outcome.HELD,
          Reason.OLD_VERSION_NOT_READY,
          "%s. On the way back no pod of version %s became ready%s"
              .formatted(
                  phase.story(),
                  memory.serving().map(Revision::version).orElse("?"),
                  old.trouble().map(t -> ": " + t).orElse("")));
    }
    if (late && seen.traffic() instanceof Traffic.Missing) {
      return Release.end(
          memory,
          seen,
          Outcome.HELD,
          Reason.RECORD_LOST,
          "%s. On the way back the Service was gone and could not be made again; it takes the record of the old version to make it"
              .formatted(phase.story()));
    }
    return Decision.of(memory, phase.why(), phase.story())
        .doing(moves(memory, seen, enough(phase, memory.trying(), seen)))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  /**
   * How many ready old pods may take all traffic: nearly all; if they do not come, as many as
   * carried it before the attempt; in the end any.
   */
  private static int enough(GoingBack phase, Attempt attempt, Observation seen) {
    if (!seen.now().isBefore(phase.deadline())) {
      return 1;
    }
    var nearlyAll = Math.max(1, seen.replicas() - 1);
    return seen.now().isBefore(phase.patientUntil())
        ? nearlyAll
        : Math.clamp(attempt.oldReady(), 1, nearlyAll);
  }

  private static List<Action> moves(Memory memory, Observation seen, int enough) {
    var number = memory.serving().orElseThrow().number();
    var old = seen.serving();
    var fresh = seen.candidate();
    var actions = new ArrayList<Action>();
    if (!old.exists()) {
      actions.add(new Action.Deploy(number, seen.replicas()));
    }
    actions.addAll(Serving.size(old, seen.replicas()));
    var cut = isCut(memory, seen);
    if (!cut && Serving.carriesLoad(seen, enough)) {
      actions.addAll(Serving.traffic(number, seen));
    }
    if (cut && carries(old, seen) && fresh.desired() > 0) {
      actions.add(new Action.Scale(fresh.number(), 0, fresh.seenVersion()));
    }
    return actions;
  }

  private static boolean isCut(Memory memory, Observation seen) {
    return Serving.isNarrow(memory.serving().orElseThrow().number(), seen);
  }

  /** At least one pod, unless none is wanted. */
  private static boolean carries(Workload old, Observation seen) {
    return old.ready() > 0 || seen.replicas() == 0;
  }

  private static Decision backed(GoingBack phase, Memory memory, Observation seen) {
    if (seen.pinned().map(Plan::smokes).orElse(false) && seen.replicas() > 0) {
      var next = new SmokingBack(phase.why(), phase.story(), seen.now().plus(Pace.SMOKE));
      return Decision.of(
              memory.moving(next), Reason.CHECKING_OLD_VERSION, Reason.CHECKING_OLD_VERSION.text())
          .wakingAt(seen.now());
    }
    return rolledBack(phase.why(), phase.story(), memory, seen);
  }

  static Decision smoking(SmokingBack phase, Memory memory, Observation seen) {
    if (seen.replicas() == 0) {
      return rolledBack(phase.why(), phase.story(), memory, seen);
    }
    return switch (seen.job()) {
      case JobSeen.Foreign(String why) -> Release.nameTaken(memory, seen, why);
      case JobSeen.Ended(Result result) when result.verdict() == Result.Verdict.DONE ->
          rolledBack(phase.why(), phase.story(), memory, seen);
      case JobSeen.Ended(Result result)
          when result.verdict() == Result.Verdict.UNREACHABLE && timeForMore(phase, seen) ->
          again(phase, memory, seen, result.message());
      case JobSeen.Ended(Result result) -> notProven(phase, memory, seen, result.message());
      case JobSeen.Absent _ when seen.pinned().isEmpty() ->
          rolledBack(
              phase.why(),
              phase.story() + ". Its record is gone, so no smoke test was made",
              memory,
              seen);
      case JobSeen.Lost _, JobSeen.Stopped _ when timeForMore(phase, seen) ->
          again(phase, memory, seen, Reason.SMOKE_UNREACHABLE.text());
      case JobSeen.Absent _
          when seen.now().isBefore(phase.deadline()) && !phase.retries().pausing(seen.now()) ->
          start(memory, seen);
      case JobSeen.Absent _, JobSeen.Running _, JobSeen.Unstarted _
          when seen.now().isBefore(phase.deadline()) ->
          Decision.of(memory, Reason.CHECKING_OLD_VERSION, Reason.CHECKING_OLD_VERSION.text())
              .doing(Serving.keep(memory, seen))
              .wakingAt(seen.now().plus(Pace.GLANCE));
      case JobSeen.Absent _,
          JobSeen.Lost _,
          JobSeen.Running _,
          JobSeen.Unstarted _,
          JobSeen.Stopped _ ->
          notProven(phase, memory, seen, "the smoke test did not end in time");
    };
  }

  private static boolean timeForMore(SmokingBack phase, Observation seen) {
    return Proof.timeForMore(phase.retries(), phase.deadline(), seen);
  }

  private static Decision again(SmokingBack phase, Memory memory, Observation seen, String why) {
    var retries = phase.retries().next(seen.now());
    var next = new SmokingBack(phase.why(), phase.story(), phase.deadline(), retries);
    return Decision.of(memory.nextSeq().moving(next), Reason.SMOKE_UNREACHABLE, why)
        .wakingAt(retries.notBefore());
  }

  private static Decision start(Memory memory, Observation seen) {
    return Decision.of(memory, Reason.CHECKING_OLD_VERSION, Reason.CHECKING_OLD_VERSION.text())
        .doing(new Action.StartJob(Step.SMOKE_BACK, memory.trying().number(), memory.seq()))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  private static Decision notProven(
      SmokingBack phase, Memory memory, Observation seen, String why) {
    return Release.end(
        memory,
        seen,
        Outcome.HELD,
        Reason.OLD_VERSION_SMOKE_FAILED,
        "%s. The old version has all traffic again, but its smoke test failed: %s"
            .formatted(phase.story(), why));
  }

  private static Decision rolledBack(Reason why, String story, Memory memory, Observation seen) {
    var version = memory.serving().map(Revision::version).orElse("?");
    var schema =
        memory.trying().schemaChanged()
            ? ". The schema is ahead and is kept: version "
                + version
                + " proved ready on it; add migrations, do not edit the applied ones"
            : "";
    return Release.end(
        memory,
        seen,
        Outcome.ROLLED_BACK,
        why,
        "%s. Version %s serves again%s".formatted(story, version, schema));
  }
}
