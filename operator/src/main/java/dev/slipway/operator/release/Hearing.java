package dev.slipway.operator.release;

import dev.slipway.operator.release.Instruction.Answer;
import dev.slipway.operator.release.Instruction.Given;
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
import java.util.Optional;

/**
 * Hears what a person asks for. Each instruction is answered once; one that has to wait, because a
 * migration is never interrupted, simply stays unanswered until its time has come.
 */
final class Hearing {
  private Hearing() {}

  /** What follows from an instruction; empty where there is none, or none whose time has come. */
  static Optional<Decision> decide(Memory memory, Observation seen) {
    return unanswered(memory, seen)
        .flatMap(said ->
            switch (said) {
              case Instruction.Unreadable(String text, String why) ->
                  Optional.of(refused(text, why, memory, seen));
              case Given given -> given(given, memory, seen);
            });
  }

  private static Optional<Instruction> unanswered(Memory memory, Observation seen) {
    return seen.instruction().filter(said -> !memory.heard().answered(said.text()));
  }

  private static Optional<Decision> given(Given given, Memory memory, Observation seen) {
    if (memory.phase() instanceof Resting) {
      return Optional.of(Recall.decide(given, memory, seen));
    }
    var inFlight = memory.trying().number();
    if (given.attempt() != inFlight) {
      return Optional.of(
          refused(given.text(), "attempt %d is in flight".formatted(inFlight), memory, seen));
    }
    return switch (given.verb()) {
      case PAUSE -> Optional.of(pause(given, memory, seen));
      case RESUME -> Optional.of(resume(given, memory, seen));
      case PROMOTE -> promote(given, memory, seen);
      case ROLLBACK -> rollback(given, memory, seen);
      case RETRY ->
          Optional.of(refused(given.text(), "the attempt is still in flight", memory, seen));
    };
  }

  private static Decision pause(Given given, Memory memory, Observation seen) {
    return switch (memory.phase()) {
      case Resting _, Promoting _, GoingBack _, SmokingBack _ ->
          refused(given.text(), "only the way forward can be paused", memory, seen);
      case Checking _, Migrating _, Inspecting _, Settling _, RollingOut _, Smoking _, Baking _ -> {
        var since = memory.heard().pausedAt().orElse(seen.now());
        yield accepted(
            given,
            memory.pausedAt(since),
            seen,
            Reason.PAUSED,
            "paused; a migration is not interrupted");
      }
    };
  }

  private static Decision resume(Given given, Memory memory, Observation seen) {
    if (memory.heard().pausedAt().isEmpty()) {
      return refused(given.text(), "nothing is paused", memory, seen);
    }
    return accepted(given, memory.resumed(seen.now()), seen, Reason.RESUMED, "resumed");
  }

  /** Only a bake can be cut short; what comes before it is proof that nobody can replace. */
  private static Optional<Decision> promote(Given given, Memory memory, Observation seen) {
    return switch (memory.phase()) {
      case Baking _ -> Proof.promoted(given, memory, seen);
      case Promoting _ ->
          Optional.of(
              accepted(given, memory, seen, Reason.PROMOTING, "it is being promoted already"));
      case Resting _,
          Checking _,
          Migrating _,
          Inspecting _,
          Settling _,
          RollingOut _,
          Smoking _,
          GoingBack _,
          SmokingBack _ ->
          Optional.of(
              refused(
                  given.text(),
                  "only a version that has all traffic and is watched can be promoted",
                  memory,
                  seen));
    };
  }

  private static Optional<Decision> rollback(Given given, Memory memory, Observation seen) {
    var other =
        given.to().filter(to -> memory.serving().filter(old -> old.number() == to).isEmpty());
    if (other.isPresent()) {
      return Optional.of(
          refused(
              given.text(),
              "an attempt in flight goes back to the serving revision; ask for %d afterwards"
                  .formatted(other.get()),
              memory,
              seen));
    }
    return switch (memory.phase()) {
      case Migrating(int _, boolean launched, var _, var _) when !launched ->
          Optional.of(called(given, memory, seen));
      case Checking _ -> Optional.of(called(given, memory, seen));
      case RollingOut _, Smoking _, Baking _ -> Optional.of(turned(given, memory, seen));
      case GoingBack _, SmokingBack _ ->
          Optional.of(
              accepted(given, memory, seen, Reason.GOING_BACK, "it is on its way back already"));
      case Resting _, Migrating _, Inspecting _, Settling _, Promoting _ -> Optional.empty();
    };
  }

  /** The wish to call an attempt off, if there is one that waits for its time. */
  static Optional<Given> calledOff(Memory memory, Observation seen) {
    return unanswered(memory, seen)
        .flatMap(said -> said instanceof Given given ? Optional.of(given) : Optional.empty())
        .filter(given -> given.verb() == Instruction.Verb.ROLLBACK);
  }

  /** Called off before any new pod. */
  static Decision called(Given given, Memory memory, Observation seen) {
    var said = memory.answered(answer(given.text(), true, "called off", seen));
    return Release.end(
        said,
        seen,
        Outcome.FAILED,
        Reason.ROLLBACK_REQUESTED,
        "called off by a person before any new pod was started"
            + (memory.trying().schemaChanged()
                ? "; what the migration has applied is kept"
                : "; nothing was changed"));
  }

  /** Back from an attempt in flight or held, whose old version is there still. */
  static Decision turned(Given given, Memory memory, Observation seen) {
    if (memory.serving().isEmpty()) {
      return refused(
          given.text(), "this is the first version: there is nothing to go back to", memory, seen);
    }
    return seen.pinned()
        .map(plan ->
            Release.turnAround(
                memory.answered(answer(given.text(), true, "going back", seen)),
                plan,
                seen,
                Reason.ROLLBACK_REQUESTED,
                Reason.ROLLBACK_REQUESTED.text()))
        .orElseGet(() ->
            refused(
                given.text(), "the record of the attempt is gone; apply a version", memory, seen));
  }

  static Decision accepted(
      Given given, Memory memory, Observation seen, Reason reason, String message) {
    return Decision.of(memory.answered(answer(given.text(), true, message, seen)), reason, message)
        .wakingAt(seen.now());
  }

  static Decision refused(String text, String why, Memory memory, Observation seen) {
    return Decision.of(
            memory.answered(answer(text, false, why, seen)),
            Reason.REQUEST_REFUSED,
            "'%s' was not done: %s".formatted(text, why))
        .wakingAt(seen.now());
  }

  static Answer answer(String text, boolean accepted, String message, Observation seen) {
    return new Answer(text, accepted, message, seen.now());
  }
}
