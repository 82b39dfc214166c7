package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Settling;

/**
 * The schema is new and the old pods still serve: whether they live with it is seen here, and with
 * it whether the way back may keep the schema.
 */
final class Settle {
  private Settle() {}

  static Decision decide(Settling phase, Memory memory, Plan plan, Observation seen) {
    var now = seen.now();
    var healthy =
        seen.serving().ready() >= Math.min(memory.trying().oldReady(), seen.serving().desired())
            && seen.serving().crashing() == 0;
    if (healthy && !now.isBefore(phase.until())) {
      return phase.thenStop() ? stop(phase, memory, seen) : Prechecks.rollOut(memory, plan, seen);
    }
    if (!healthy && !now.isBefore(phase.deadline())) {
      return rejected(phase, memory, seen);
    }
    return Decision.of(memory, Reason.SETTLING, Reason.SETTLING.text())
        .doing(Serving.keep(memory, seen))
        .wakingAt(now.isBefore(phase.until()) ? phase.until() : now.plus(Pace.GLANCE));
  }

  private static Decision stop(Settling phase, Memory memory, Observation seen) {
    return Release.end(
        memory,
        seen,
        Outcome.FAILED,
        Reason.MIGRATION_PREFIX_APPLIED,
        phase.story()
            + ". The running version stays ready on this schema and goes on serving; the schema is kept. Add to the migration, do not edit the files that are applied");
  }

  private static Decision rejected(Settling phase, Memory memory, Observation seen) {
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
