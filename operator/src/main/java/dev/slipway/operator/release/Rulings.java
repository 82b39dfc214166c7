package dev.slipway.operator.release;

import dev.slipway.operator.release.Instruction.Answer;
import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.Migrating;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Hears the one who has looked into the database, and those who agree to a release. Each ruling is
 * answered once in the memory; the answer is then told to the object for as long as that does not
 * show it.
 */
final class Rulings {
  /** Objects carry whole seconds. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private Rulings() {}

  /** What follows from a ruling; empty where there is none that is not answered yet. */
  static Optional<Decision> decide(Memory memory, Observation seen) {
    return seen.ruling()
        .filter(ruling -> !memory.heard().ruled(ruling.id()))
        .map(ruling ->
            switch (ruling.verb()) {
              case APPROVE -> approval(ruling, memory, seen);
              case RESOLVE ->
                  fault(ruling, memory, seen)
                      .map(why -> refused(ruling, why, memory, seen))
                      .orElseGet(() -> resolved(ruling, memory, seen));
            });
  }

  /** The decision, and beside it the answer that the ruling's object does not show yet. */
  static Decision telling(Decision decision, Observation seen) {
    return seen.ruling()
        .filter(ruling -> decision.next().heard().ruled(ruling.id()))
        .flatMap(_ -> decision.next().heard().ruling())
        .map(answer ->
            decision.doing(new Action.AnswerRuling(answer)).wakingAt(seen.now().plus(Pace.GLANCE)))
        .orElse(decision);
  }

  /** It counts from when it was made; here it is only told so. */
  private static Decision approval(Ruling ruling, Memory memory, Observation seen) {
    if (!(memory.phase() instanceof Checking)) {
      return refused(ruling, "no attempt waits for approvals", memory, seen);
    }
    var number = memory.trying().number();
    if (ruling.attempt() != number) {
      return refused(ruling, "attempt %d is the one that waits".formatted(number), memory, seen);
    }
    var message = "it counts for attempt %d".formatted(number);
    return Decision.of(
            memory.ruled(new Answer(ruling.id(), true, message, seen.now())),
            Reason.APPROVED,
            "%s has approved attempt %d".formatted(ruling.by(), number))
        .wakingAt(seen.now());
  }

  private static Optional<String> fault(Ruling ruling, Memory memory, Observation seen) {
    if (!memory.held()) {
      return Optional.of("no attempt is held");
    }
    var held = memory.trying().number();
    if (ruling.attempt() != held) {
      return Optional.of("attempt %d is held".formatted(held));
    }
    var ending = memory.last().orElseThrow();
    if (ending.reason() != Reason.MIGRATION_UNKNOWN) {
      return Optional.of(
          "attempt %d is held as %s; only what a migration did, where nobody can tell, is resolved"
              .formatted(held, ending.reason().camel()));
    }
    if (ruling.at().plus(ROUNDING).isBefore(ending.at())) {
      return Optional.of(
          "it was made before the attempt was held, at %s; look again and make another one"
              .formatted(ending.at()));
    }
    return seen.pinned().isPresent()
        ? Optional.empty()
        : Optional.of("the record of the attempt is gone; apply the version that shall run");
  }

  /**
   * The same attempt goes on with another try. What the person vouches for goes with it, and the
   * runner settles it under the lock and above the fence, before it does anything else.
   */
  private static Decision resolved(Ruling ruling, Memory memory, Observation seen) {
    var attempt = memory.trying();
    var hashes = new ArrayList<>(memory.failedPlans());
    hashes.remove(attempt.planHash());
    var message =
        "%s has found %s in the database"
            .formatted(ruling.by(), String.join(", ", ruling.applied()));
    var next =
        memory
            .forgiving(hashes)
            .ruled(new Answer(ruling.id(), true, message + "; the migration goes on", seen.now()))
            .moving(new Migrating(1, false, seen.now(), Optional.of(ruling.acceptance())));
    return Decision.of(next, Reason.RESOLVED, message)
        .doing(new Action.ReopenRecord(attempt.number(), ruling))
        .wakingAt(seen.now());
  }

  private static Decision refused(Ruling ruling, String why, Memory memory, Observation seen) {
    return Decision.of(
            memory.ruled(new Answer(ruling.id(), false, why, seen.now())),
            Reason.REQUEST_REFUSED,
            "the ReleaseRequest '%s' was not done: %s".formatted(ruling.id(), why))
        .wakingAt(seen.now());
  }
}
