package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.RollingOut;
import java.time.Instant;
import java.util.Optional;

/** Old and new version are above the limit alike: what is it? */
enum BothSick {
  /** The old one was before anything changed: it is not this release. */
  BEFORE,
  /** Since the schema is another one: it is the migration. */
  MIGRATION,
  /** Since new pods came in: it may be what they do to something that both share. */
  NEW_PODS,
  /** From a moment when nothing was done: it is neither. */
  NOTHING_OF_OURS;

  static BothSick of(RollingOut phase, Attempt attempt, Plan plan, Observation seen) {
    if (attempt.baseline().sick()) {
      return BEFORE;
    }
    var since = seen.serving().answers().sickSince();
    if (since.isEmpty()) {
      return NOTHING_OF_OURS;
    }
    var rollout = phase.deadline().minus(plan.progressDeadline());
    if (attempt.schemaChanged() && !since.get().isAfter(firstPods(rollout, seen))) {
      return MIGRATION;
    }
    return afterNewPods(since.get(), seen.candidate().newestReadyAt()) ? NEW_PODS : NOTHING_OF_OURS;
  }

  /** Before a pod of the new version is ready nothing but the schema has changed. */
  private static Instant firstPods(Instant rollout, Observation seen) {
    return seen.candidate()
        .newestReadyAt()
        .filter(_ -> seen.candidate().ready() == 1)
        .orElse(rollout);
  }

  private static boolean afterNewPods(Instant since, Optional<Instant> ready) {
    return ready
        .filter(at -> !since.isBefore(at) && since.isBefore(at.plus(Pace.SUSPICION)))
        .isPresent();
  }
}
