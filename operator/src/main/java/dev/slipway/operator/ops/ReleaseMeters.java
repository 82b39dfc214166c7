package dev.slipway.operator.ops;

import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol.Turn;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Counts how releases end and how long their phases take. Names of releases are no labels. */
public final class ReleaseMeters {
  private record Since(Class<? extends Phase> phase, Instant at) {}

  private final MeterRegistry registry;
  private final Map<String, Since> since = new ConcurrentHashMap<>();

  public ReleaseMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Takes note of a turn whose status write was accepted. */
  public void turned(String uid, Turn turn) {
    var before = turn.before();
    var next = turn.decision().next();
    moved(uid, before.phase(), next.phase(), turn.seen().now());
    if (!(before.phase() instanceof Phase.Resting) && next.phase() instanceof Phase.Resting) {
      next.last().ifPresent(this::ended);
    }
    if (!(before.phase() instanceof Phase.GoingBack) && next.phase() instanceof Phase.GoingBack) {
      registry.counter("slipway.rollbacks", "reason", turn.decision().reason().camel()).increment();
    }
  }

  /** How long one reconcile took. */
  public Timer reconciles() {
    return registry.timer("slipway.reconcile");
  }

  /** Shows whether this process is the one that works. */
  public void leading(BooleanSupplier leads) {
    Gauge.builder("slipway.leader", leads, yes -> yes.getAsBoolean() ? 1 : 0)
        .strongReference(true)
        .register(registry);
  }

  public void forget(String uid) {
    since.remove(uid);
  }

  private void moved(String uid, Phase before, Phase next, Instant now) {
    var known = since.get(uid);
    if (known != null && known.phase() == next.getClass()) {
      return;
    }
    since.put(uid, new Since(next.getClass(), now));
    if (known != null && known.phase() == before.getClass()) {
      var took = Duration.between(known.at(), now);
      registry
          .timer("slipway.phase.duration", "phase", before.getClass().getSimpleName())
          .record(took.isNegative() ? Duration.ZERO : took);
    }
  }

  private void ended(Ending ending) {
    registry
        .counter(
            "slipway.release.outcomes",
            "outcome",
            word(ending.outcome()),
            "reason",
            ending.reason().camel())
        .increment();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "Succeeded";
      case ROLLED_BACK -> "RolledBack";
      case FAILED -> "Failed";
      case HELD -> "Held";
      case SUPERSEDED -> "Superseded";
    };
  }
}
