package dev.slipway.operator.kubernetes.wire;

import dev.slipway.api.v1alpha1.OutcomeStatus;
import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endings on the wire and off it. */
public final class Outcomes {
  private Outcomes() {}

  public static ReleaseOutcome write(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> ReleaseOutcome.SUCCEEDED;
      case ROLLED_BACK -> ReleaseOutcome.ROLLED_BACK;
      case FAILED -> ReleaseOutcome.FAILED;
      case HELD -> ReleaseOutcome.HELD;
      case SUPERSEDED -> ReleaseOutcome.SUPERSEDED;
    };
  }

  /** The word on the wire. */
  public static String word(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "Succeeded";
      case ROLLED_BACK -> "RolledBack";
      case FAILED -> "Failed";
      case HELD -> "Held";
      case SUPERSEDED -> "Superseded";
    };
  }

  /** Empty while the attempt is in flight. */
  public static Optional<Outcome> read(@Nullable ReleaseOutcome outcome) {
    if (outcome == null) {
      return Optional.empty();
    }
    return switch (outcome) {
      case IN_FLIGHT -> Optional.empty();
      case SUCCEEDED -> Optional.of(Outcome.SUCCEEDED);
      case ROLLED_BACK -> Optional.of(Outcome.ROLLED_BACK);
      case FAILED -> Optional.of(Outcome.FAILED);
      case HELD -> Optional.of(Outcome.HELD);
      case SUPERSEDED -> Optional.of(Outcome.SUPERSEDED);
    };
  }

  /**
   * Whether an ending is told over an earlier one: a person went back from a version that served,
   * or has let go on what was held.
   */
  public static boolean superseding(@Nullable ReleaseOutcome told, Outcome ending) {
    return (told == ReleaseOutcome.SUCCEEDED
            && (ending == Outcome.ROLLED_BACK || ending == Outcome.HELD))
        || (told == ReleaseOutcome.HELD && ending != Outcome.HELD);
  }

  static OutcomeStatus write(Ending ending) {
    return new OutcomeStatus(
        (long) ending.number(),
        ending.version(),
        write(ending.outcome()),
        ending.reason().camel(),
        Sentence.fitting(ending.message()),
        ending.at());
  }

  static Optional<Ending> read(@Nullable OutcomeStatus status) {
    if (status == null) {
      return Optional.empty();
    }
    var number = status.number();
    var version = status.version();
    var reason = status.reason();
    var message = status.message();
    var at = status.at();
    var outcome = read(status.outcome());
    if (number == null || version == null || reason == null || at == null || outcome.isEmpty()) {
      throw new UnknownWriting("an incomplete lastOutcome");
    }
    return Optional.of(
        new Ending(
            number.intValue(),
            version,
            outcome.get(),
            Reasons.read(reason),
            message == null ? "" : message,
            at));
  }
}
