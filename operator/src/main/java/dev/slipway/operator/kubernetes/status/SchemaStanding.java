package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.SchemaStatus;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.JobSeen;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Result;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the database was last seen at, and how that relates to what serves. */
final class SchemaStanding {
  private static final String IN_SYNC = "InSync";
  private static final String AHEAD = "SchemaAhead";

  /** Endings after which the database equals the state before. */
  private static final Set<Reason> UNTOUCHED =
      Set.of(Reason.MIGRATION_FAILED, Reason.MIGRATION_PLAN_DIFFERS, Reason.MIGRATION_LOCKED_OUT);

  private SchemaStanding() {}

  static @Nullable SchemaStatus of(
      Memory before, Decision decision, Look look, @Nullable SchemaStatus known) {
    var version =
        seen(before, look).or(() -> Optional.ofNullable(known).map(SchemaStatus::version));
    var state = state(before, decision, look, known == null ? null : known.state());
    return version.isEmpty() ? known : new SchemaStatus(version.get(), state);
  }

  private static Optional<String> seen(Memory before, Look look) {
    return reads(before.phase()) && look.seen().job() instanceof JobSeen.Ended(Result result)
        ? result.current()
        : Optional.empty();
  }

  private static boolean reads(Phase phase) {
    return phase instanceof Phase.Checking
        || phase instanceof Phase.Migrating
        || phase instanceof Phase.Inspecting;
  }

  private static String state(Memory before, Decision decision, Look look, @Nullable String known) {
    var next = decision.next();
    var changed = before.attempt().filter(Attempt::schemaChanged).isPresent();
    var ends = !(before.phase() instanceof Phase.Resting) && next.phase() instanceof Phase.Resting;
    var otherwise = known == null ? IN_SYNC : known;
    if (ends && next.last().filter(e -> e.outcome() == Outcome.SUCCEEDED).isPresent()) {
      return IN_SYNC;
    }
    if (!changed || (ends && UNTOUCHED.contains(decision.reason()))) {
      return otherwise;
    }
    return unproven(next.phase(), look) ? otherwise : AHEAD;
  }

  /** A migration that still runs, is looked into, or was found to have done nothing. */
  private static boolean unproven(Phase to, Look look) {
    return to instanceof Phase.Inspecting || (to instanceof Phase.Migrating && !partly(look));
  }

  private static boolean partly(Look look) {
    return look.seen().job() instanceof JobSeen.Ended(Result result)
        && result.state() == Result.SchemaState.SOME_APPLIED;
  }
}
