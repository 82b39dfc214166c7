package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Settling;
import java.time.Instant;

/**
 * The schema is new and the old pods still serve: whether they live with it is seen here, and with
 * it whether the way back may keep the schema.
 */
final class Settle {
  private Settle() {}

  static Decision decide(Settling phase, Memory memory, Plan plan, Observation seen) {
    var now = seen.now();
    var sick = seen.serving().answers().sickSince().isPresent();
    var healthy = !sick && asReadyAsBefore(memory.trying(), seen.serving());
    var proven = healthySince(phase, seen.serving()).plus(Pace.SETTLE);
    var until = proven.isBefore(phase.deadline()) ? proven : phase.deadline();
    if (healthy && !now.isBefore(until)) {
      return proven(phase, memory, plan, seen);
    }
    if (!healthy && !now.isBefore(phase.deadline())) {
      return rejected(phase, memory, seen);
    }
    return Decision.of(memory, Reason.SETTLING, Reason.SETTLING.text())
        .doing(Serving.keep(memory, seen))
        .wakingAt(healthy ? until : now.plus(Pace.GLANCE));
  }

  private static Decision proven(Settling phase, Memory memory, Plan plan, Observation seen) {
    if (phase.thenStop()) {
      return stop(phase, memory, seen);
    }
    var calledOff = Hearing.calledOff(memory, seen);
    if (calledOff.isPresent()) {
      return Hearing.called(calledOff.get(), memory, seen);
    }
    return memory.paused()
        ? Pause.holding(memory, seen).doing(Serving.keep(memory, seen))
        : Prechecks.rollOut(memory, plan, seen);
  }

  /** Not sicker than before: what was unready or crashed then proves nothing now. */
  private static boolean asReadyAsBefore(Attempt attempt, Workload old) {
    return (old.exists() || attempt.oldReady() == 0)
        && old.ready() >= Math.min(attempt.oldReady(), old.desired());
  }

  /** A pod that turned ready only now was not ready on the new schema a moment ago. */
  private static Instant healthySince(Settling phase, Workload old) {
    var start = phase.until().minus(Pace.SETTLE);
    return old.newestReadyAt().filter(ready -> ready.isAfter(start)).orElse(start);
  }

  private static Decision stop(Settling phase, Memory memory, Observation seen) {
    return Release.end(
        memory,
        seen,
        Outcome.FAILED,
        Reason.MIGRATION_PREFIX_APPLIED,
        phase.story()
            + ". The running version stays ready on this schema and goes on serving; the schema is"
            + " kept. Add to the migration, do not edit the files that are applied");
  }

  private static Decision rejected(Settling phase, Memory memory, Observation seen) {
    var answers = seen.serving().answers();
    if (answers.sickSince().isPresent()) {
      return Release.end(
          memory,
          seen,
          Outcome.HELD,
          Reason.OLD_VERSION_REJECTS_SCHEMA,
          "the running version fails requests since the migration, and did not before: %d of %d answers were errors (%s). Nothing was rolled out; apply a version that can run on this schema"
              .formatted(answers.errors(), answers.counted(), phase.story()));
    }
    return Release.end(
        memory,
        seen,
        Outcome.HELD,
        Reason.OLD_VERSION_REJECTS_SCHEMA,
        "%d of %d pods of the running version are ready on the new schema, %d were before (%s). Nothing was rolled out; apply a version that can run on this schema"
            .formatted(
                seen.serving().ready(),
                seen.serving().desired(),
                memory.trying().oldReady(),
                phase.story()));
  }
}
