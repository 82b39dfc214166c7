package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Checking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Nothing is in flight: keep what serves, and see whether something new is asked for. */
final class Rest {
  private Rest() {}

  static Decision decide(Memory memory, Observation seen) {
    if (!seen.openRecords().isEmpty()) {
      return settled(memory, seen)
          .doing(
              seen.openRecords().stream()
                  .map(record -> new Action.CloseRecord(ending(record, memory, seen)))
                  .toList())
          .wakingAt(seen.now().plus(Pace.GLANCE));
    }
    return switch (seen.wish()) {
      case Wish.Invalid(String why) -> standing(memory, seen, Reason.INVALID, why);
      case Wish.Waiting(String what, Reason why) ->
          standing(memory, seen, why, what).wakingAt(seen.now().plus(Pace.GLANCE));
      case Wish.Adopting(Revision running) -> adopt(memory, running, seen);
      case Wish.Wanted(Plan plan) -> {
        if (serves(memory, plan.hash()) && !memory.held()) {
          yield standing(
              memory, seen, Reason.UP_TO_DATE, "version " + plan.version() + " serves all traffic");
        }
        if (!memory.failedPlans().contains(plan.hash())) {
          yield begin(memory, plan, seen);
        }
        yield failedJustNow(memory, plan.hash())
            ? settled(memory, seen)
            : standing(memory, seen, Reason.FAILED_BEFORE, failedBefore(plan));
      }
    };
  }

  /** Nothing of it changes: it is known from now on, and what comes next may go back to it. */
  private static Decision adopt(Memory memory, Revision running, Observation seen) {
    return Decision.of(
            memory.adopting(running),
            Reason.ADOPTED,
            "what runs, version %s, is revision %d from now on"
                .formatted(running.version(), running.number()))
        .doing(new Action.Adopt(running))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  /**
   * A record that is not the last attempt's was written late, by an operator that stood still while
   * its attempt was ended.
   */
  private static Ending ending(Revision record, Memory memory, Observation seen) {
    return memory
        .last()
        .filter(last -> last.number() == record.number())
        .orElseGet(() ->
            new Ending(
                record.number(),
                record.version(),
                Outcome.SUPERSEDED,
                Reason.SUPERSEDED,
                Reason.SUPERSEDED.text(),
                seen.now()));
  }

  private static boolean failedJustNow(Memory memory, String planHash) {
    return memory.failedPlans().getLast().equals(planHash)
        && memory.last().filter(end -> end.outcome().forgetsNothing()).isPresent();
  }

  private static String failedBefore(Plan plan) {
    return "version %s failed before with exactly this plan, so it is not tried again; change the plan"
        .formatted(plan.version());
  }

  private static boolean serves(Memory memory, String planHash) {
    return memory.serving().map(s -> s.planHash().equals(planHash)).orElse(false);
  }

  private static Decision begin(Memory memory, Plan plan, Observation seen) {
    if (seen.traffic() instanceof Traffic.Foreign foreign) {
      return standing(memory, seen, foreign.reason(), foreign.why());
    }
    var attempt =
        new Attempt(
            seen.highestNumber() + 1,
            seen.freshId(),
            plan.version(),
            plan.hash(),
            seen.now(),
            seen.serving().ready(),
            false);
    var next = memory.trying(attempt).moving(new Checking(seen.now().plus(Pace.CHECK)));
    var changed = seen.changedConfiguration();
    var story = "attempt %d: version %s".formatted(attempt.number(), plan.version());
    return (changed.isEmpty()
            ? Decision.of(next, Reason.CHECKING, story)
            : Decision.of(next, Reason.CONFIGURATION_CHANGED, story + "; " + because(changed)))
        .doing(new Action.CreateRecord(attempt.number()))
        .wakingAt(seen.now());
  }

  private static String because(List<String> changed) {
    return "the spec is the one that serves, but the content of %s has changed"
        .formatted(
            changed.stream()
                .map("ConfigMap %s"::formatted)
                .collect(Collectors.joining(" and of ")));
  }

  /** The last attempt's ending goes on being the truth. */
  private static Decision settled(Memory memory, Observation seen) {
    return memory
        .last()
        .map(end -> standing(memory, seen, end.reason(), end.message()))
        .orElseGet(
            () -> standing(memory, seen, Reason.NOTHING_RELEASED, Reason.NOTHING_RELEASED.text()));
  }

  private static Decision standing(Memory memory, Observation seen, Reason reason, String message) {
    return Decision.of(memory, reason, message)
        .doing(memory.held() ? sizeOfHeld(memory, seen) : keepServing(memory, seen))
        .wakingAt(seen.now().plus(Pace.IDLE));
  }

  /** The serving revision has its pods and its traffic; other revisions have neither. */
  private static List<Action> keepServing(Memory memory, Observation seen) {
    var actions = new ArrayList<Action>();
    if (memory.serving().isEmpty()) {
      return actions;
    }
    actions.addAll(Serving.keep(memory, seen));
    if (seen.serving().ready() > 0 && Serving.isNarrow(memory.serving().get().number(), seen)) {
      for (var other : seen.others()) {
        actions.add(new Action.Scale(other.number(), 0, other.seenVersion()));
      }
    }
    return actions;
  }

  /** A held release is frozen but for its size: whoever carries the traffic follows replicas. */
  private static List<Action> sizeOfHeld(Memory memory, Observation seen) {
    var old = seen.serving();
    var fresh = seen.candidate();
    var alone = memory.attempt().filter(a -> Serving.isNarrow(a.number(), seen)).isPresent();
    var carrier = !alone && (old.ready() > 0 || fresh.desired() == 0) ? old : fresh;
    return Serving.size(carrier, seen.replicas());
  }
}
