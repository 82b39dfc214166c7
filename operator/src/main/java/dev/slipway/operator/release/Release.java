package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Inspecting;
import dev.slipway.operator.release.Phase.Migrating;
import dev.slipway.operator.release.Phase.Promoting;
import dev.slipway.operator.release.Phase.Resting;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Settling;
import dev.slipway.operator.release.Phase.Smoking;
import dev.slipway.operator.release.Phase.SmokingBack;
import java.util.ArrayList;

/**
 * The whole of a release, forward and back, as a function.
 *
 * <pre>
 * Resting -> Checking -> Migrating -> Settling -> RollingOut -> Smoking -> Baking -> Promoting -> Resting
 *                          |    ^                     |            |          |
 *                          v    |                     +------------+----------+--> GoingBack -> SmokingBack -> Resting
 *                        Inspecting
 * </pre>
 *
 * Every phase may also end in Resting, with an {@link Ending} that says how.
 */
public final class Release {
  private Release() {}

  /**
   * Decides what is next.
   *
   * @param memory what was written down last
   * @param seen everything that may be known now; {@code seen.now()} is the only clock
   */
  public static Decision decide(Memory memory, Observation seen) {
    return Rulings.telling(
        Rulings.decide(memory, seen).orElseGet(() -> decided(memory, seen)), seen);
  }

  private static Decision decided(Memory memory, Observation seen) {
    var asked = Hearing.decide(memory, seen);
    if (asked.isPresent()) {
      return memory.phase() instanceof Resting ? asked.get() : keepingRecord(asked.get(), memory);
    }
    if (memory.phase() instanceof Resting) {
      return Rest.decide(memory, seen);
    }
    if (WayBack.lost(memory)) {
      return WayBack.nowhere(memory, seen);
    }
    if (memory.phase() instanceof GoingBack phase) {
      return keepingRecord(WayBack.goingBack(phase, memory, seen), memory);
    }
    if (memory.phase() instanceof SmokingBack phase) {
      return keepingRecord(WayBack.smoking(phase, memory, seen), memory);
    }
    var pinned = seen.pinned();
    if (pinned.isEmpty()) {
      return recordLost(memory, seen);
    }
    var plan = pinned.get();
    var decision =
        switch (memory.phase()) {
          case Resting _ -> Rest.decide(memory, seen);
          case Checking phase -> Prechecks.decide(phase, memory, plan, seen);
          case Migrating phase -> Migration.migrating(phase, memory, plan, seen);
          case Inspecting phase -> Migration.inspecting(phase, memory, plan, seen);
          case Settling phase -> Settle.decide(phase, memory, plan, seen);
          case RollingOut phase -> Rollout.decide(phase, memory, plan, seen);
          case Smoking phase -> Proof.smoking(phase, memory, plan, seen);
          case Baking phase -> Proof.baking(phase, memory, plan, seen);
          case Promoting phase -> Proof.promoting(phase, memory, seen);
          case GoingBack phase -> WayBack.goingBack(phase, memory, seen);
          case SmokingBack phase -> WayBack.smoking(phase, memory, seen);
        };
    return keepingRecord(decision, memory);
  }

  /** The record follows the phase, so that a status that was wiped can be read again from it. */
  private static Decision keepingRecord(Decision decision, Memory memory) {
    var number = memory.trying().number();
    var actions = new ArrayList<Action>();
    if (marks(memory.phase(), decision.next().phase())) {
      actions.add(new Action.MarkRecord(number));
    }
    actions.addAll(decision.actions());
    return new Decision(
        decision.next(), actions, decision.reason(), decision.message(), decision.wake());
  }

  /**
   * Settling and smoking are not marked: whoever takes up the phase before once more finds the same
   * Job with the same result, or the same pods, and is there again. The next mark tells of both.
   * Promoting is not either: whoever takes up the bake once more finds it over.
   */
  private static boolean marks(Phase from, Phase to) {
    return !to.equals(from)
        && switch (to) {
          case Resting _ -> false;
          case Settling _ -> false;
          case Smoking _ -> from instanceof Smoking;
          case Promoting _ -> false;
          case Checking _,
              Migrating _,
              Inspecting _,
              RollingOut _,
              Baking _,
              GoingBack _,
              SmokingBack _ ->
              true;
        };
  }

  private static Decision recordLost(Memory memory, Observation seen) {
    if (memory.phase() instanceof Checking phase) {
      return Prechecks.withoutRecord(phase, memory, seen);
    }
    return end(
        memory,
        seen,
        Outcome.HELD,
        Reason.RECORD_LOST,
        "the ReleaseRecord of attempt %d is gone, so its plan is unknown; apply the version that shall run"
            .formatted(memory.trying().number()));
  }

  /** Ends the attempt; its record is closed in the same breath. */
  static Decision end(
      Memory memory, Observation seen, Outcome outcome, Reason reason, String message) {
    var attempt = memory.trying();
    var ending =
        new Ending(attempt.number(), attempt.version(), outcome, reason, message, seen.now());
    var decision = Decision.of(memory.ended(ending), reason, message).wakingAt(seen.now());
    return seen.pinned().isPresent() ? decision.doing(new Action.CloseRecord(ending)) : decision;
  }

  /** Turns around, or says why that is not possible. */
  static Decision back(Memory memory, Plan plan, Observation seen, Reason why, String story) {
    if (memory.serving().isEmpty()) {
      return end(
          memory,
          seen,
          Outcome.FAILED,
          why,
          story
              + ". This was the first version: there is nothing to go back to, its pods are kept");
    }
    if (!plan.automaticRollback()) {
      return end(
          memory,
          seen,
          Outcome.HELD,
          Reason.ROLLBACK_DISABLED,
          story
              + ". rollback.automatic is false: ask for a rollback, or apply the version that shall run");
    }
    return turnAround(memory, plan, seen, why, story);
  }

  /** Traffic and pods begin to go back in the same moment. */
  static Decision turnAround(Memory memory, Plan plan, Observation seen, Reason why, String story) {
    var deadline = seen.now().plus(plan.progressDeadline());
    var next = memory.moving(new GoingBack(why, story, seen.now().plus(Pace.CUT), deadline));
    return Decision.of(next, why, story)
        .doing(WayBack.first(memory, seen))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  /** An object in the way: nothing of ours, so nothing we touch. */
  static Decision nameTaken(Memory memory, Observation seen, String why) {
    return end(memory, seen, Outcome.HELD, Reason.NAME_TAKEN, why);
  }
}
