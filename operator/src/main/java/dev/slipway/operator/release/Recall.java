package dev.slipway.operator.release;

import dev.slipway.operator.release.Instruction.Given;
import dev.slipway.operator.release.Instruction.Way;
import dev.slipway.operator.release.Phase.GoingBack;
import java.util.ArrayList;

/** What a person may ask for while nothing is in flight: back from what serves, or once more. */
final class Recall {
  private Recall() {}

  static Decision decide(Given given, Memory memory, Observation seen) {
    return switch (given.verb()) {
      case PAUSE, RESUME, PROMOTE ->
          Hearing.refused(given.text(), "nothing is in flight", memory, seen);
      case ROLLBACK -> rollback(given, memory, seen);
      case RETRY -> retry(given, memory, seen);
    };
  }

  private static Decision rollback(Given given, Memory memory, Observation seen) {
    if (memory.held() && memory.trying().number() == given.attempt()) {
      return Hearing.turned(given, memory, seen);
    }
    var serves =
        memory.serving().filter(revision -> revision.number() == given.attempt()).isPresent();
    if (!serves) {
      var what =
          memory
              .serving()
              .map(s -> "revision %d serves".formatted(s.number()))
              .orElse("no revision serves yet");
      return Hearing.refused(given.text(), what, memory, seen);
    }
    return given
        .way()
        .map(way -> back(given, way, memory, seen))
        .orElseGet(() -> Hearing.refused(given.text(), noWay(given), memory, seen));
  }

  private static String noWay(Given given) {
    return given
        .to()
        .map("revision %d has no record of having served"::formatted)
        .orElse("there is no record of a version that served before");
  }

  /** The present version is the one that goes; what follows is the way back of every release. */
  private static Decision back(Given given, Way way, Memory memory, Observation seen) {
    var story =
        "a person asked for version %s (revision %d) in place of version %s"
            .formatted(way.to().version(), way.to().number(), way.from().version());
    var phase =
        new GoingBack(
            Reason.ROLLBACK_REQUESTED,
            story,
            seen.now().plus(Pace.CUT),
            seen.now().plus(way.plan().progressDeadline()));
    var next =
        memory
            .answered(Hearing.answer(given.text(), true, "going back", seen))
            .leaving(way.from().measured(seen.serving().ready()), way.to())
            .moving(phase);
    return Decision.of(next, Reason.ROLLBACK_REQUESTED, story).wakingAt(seen.now());
  }

  /** A plan that failed may be tried once more as it is. */
  private static Decision retry(Given given, Memory memory, Observation seen) {
    if (seen.highestNumber() != given.attempt()
        && memory.last().filter(end -> end.number() == given.attempt()).isEmpty()) {
      return Hearing.refused(
          given.text(), "the last attempt is %d".formatted(lastNumber(memory, seen)), memory, seen);
    }
    if (!(seen.wish() instanceof Wish.Wanted(Plan plan))) {
      return Hearing.refused(given.text(), "the spec cannot be tried as it is", memory, seen);
    }
    if (!memory.failedPlans().contains(plan.hash())) {
      return Hearing.refused(given.text(), "what the spec asks for has not failed", memory, seen);
    }
    var hashes = new ArrayList<>(memory.failedPlans());
    hashes.remove(plan.hash());
    var message = "version %s is tried once more".formatted(plan.version());
    return Decision.of(
            memory.forgiving(hashes).answered(Hearing.answer(given.text(), true, message, seen)),
            Reason.RETRIED,
            message)
        .wakingAt(seen.now());
  }

  private static int lastNumber(Memory memory, Observation seen) {
    return memory.last().map(Ending::number).orElse(seen.highestNumber());
  }
}
