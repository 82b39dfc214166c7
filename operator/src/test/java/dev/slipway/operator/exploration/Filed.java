package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import java.util.Optional;

/**
 * The ReleaseRecord of an attempt.
 *
 * @param phase mirror of the phase; empty before the first mark
 * @param serving the revision that served when the attempt ended; 0 where none did
 */
record Filed(
    int attempt,
    int version,
    long seq,
    int oldReady,
    boolean schemaChanged,
    Optional<Phase> phase,
    Optional<Outcome> outcome,
    Optional<Reason> reason,
    int serving) {
  boolean open() {
    return outcome.isEmpty();
  }

  Filed older(int seconds) {
    return new Filed(
        attempt,
        version,
        seq,
        oldReady,
        schemaChanged,
        phase.map(p -> Times.earlier(p, seconds)),
        outcome,
        reason,
        serving);
  }

  boolean held() {
    return outcome.filter(Outcome.HELD::equals).isPresent();
  }

  /** Whether an ending is told over this one: somebody went back, or let go on what was held. */
  boolean overruledBy(Outcome ending) {
    return held()
        ? ending != Outcome.HELD
        : outcome.filter(Outcome.SUCCEEDED::equals).isPresent()
            && (ending == Outcome.ROLLED_BACK || ending == Outcome.HELD);
  }

  Filed opened() {
    return ended(Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  Filed closed(Outcome how, Reason why, int serves) {
    return ended(Optional.of(new Phase.Resting()), Optional.of(how), Optional.of(why), serves);
  }

  private Filed ended(
      Optional<Phase> last, Optional<Outcome> how, Optional<Reason> why, int serves) {
    return new Filed(attempt, version, seq, oldReady, schemaChanged, last, how, why, serves);
  }

  Filed marked(Phase now, long highest, int ready, boolean changed) {
    return new Filed(
        attempt, version, highest, ready, changed, Optional.of(now), outcome, reason, serving);
  }
}
