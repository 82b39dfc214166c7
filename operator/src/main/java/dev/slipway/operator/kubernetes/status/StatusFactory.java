package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.SecretReferences;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.status.Conditions.Standing;
import dev.slipway.operator.kubernetes.wire.HeardCodec;
import dev.slipway.operator.kubernetes.wire.MemoryCodec;
import dev.slipway.operator.kubernetes.wire.PhaseCodec;
import dev.slipway.operator.kubernetes.wire.Sentence;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Plan;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Wish;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole status, each time anew; only a transition brings in the time of day. */
public final class StatusFactory {
  private StatusFactory() {}

  public static BackendReleaseStatus build(Memory before, Decision decision, Look look) {
    var memory = decision.next();
    var seen = look.seen();
    var old = look.release().getStatus();
    var meta = look.release().getMetadata();
    var generation = meta.getGeneration() == null ? 0L : meta.getGeneration();
    var message = Sentence.fitting(decision.message());
    var standing = standing(memory, seen, decision.reason());
    var reason = standing == Standing.READY ? Reason.UP_TO_DATE.camel() : decision.reason().camel();
    return new BackendReleaseStatus(
        generation,
        MemoryCodec.PROTOCOL,
        phase(memory, standing, decision.reason()),
        plan(seen).map(plan -> Steps.of(memory, plan)).orElse(null),
        version(memory),
        previousVersion(memory, old),
        reason,
        message,
        pods(look.children()),
        ready(seen),
        Slipway.BACKEND_LABEL + "=" + meta.getName(),
        MemoryCodec.serving(memory),
        SchemaStanding.of(before, decision, look, old == null ? null : old.schema()),
        Conditions.of(
            standing,
            reason,
            message,
            generation,
            seen.now(),
            old == null ? List.of() : old.conditions()),
        MemoryCodec.attempt(memory, decision, old == null ? null : old.attempt()),
        memory.failedPlans(),
        memory.seq(),
        MemoryCodec.lastOutcome(memory),
        HeardCodec.pausedAt(memory),
        HeardCodec.answer(memory),
        HeardCodec.ruling(memory),
        SecretReferences.withoutVersion(look.release().getSpec()));
  }

  /** A plan that is about to be tried is work; one that will not be tried again is a stall. */
  static Standing standing(Memory memory, Observation seen, Reason reason) {
    if (!(memory.phase() instanceof Phase.Resting)) {
      return Standing.WORKING;
    }
    return switch (seen.wish()) {
      case Wish.Invalid _ -> Standing.STALLED;
      case Wish.Waiting _, Wish.Adopting _ -> Standing.WORKING;
      case Wish.Wanted(Plan plan) -> {
        if (serves(memory, plan.hash()) && !memory.held()) {
          yield Standing.READY;
        }
        var refused = memory.failedPlans().contains(plan.hash()) || reason == Reason.NAME_TAKEN;
        yield refused ? Standing.STALLED : Standing.WORKING;
      }
    };
  }

  private static boolean serves(Memory memory, String planHash) {
    return memory.serving().filter(s -> s.planHash().equals(planHash)).isPresent();
  }

  private static String phase(Memory memory, Standing standing, Reason reason) {
    return switch (memory.phase()) {
      case Phase.GoingBack _, Phase.SmokingBack _ -> "RollingBack";
      case Phase.Resting _ ->
          switch (standing) {
            case READY -> "Ready";
            case WORKING -> waits(reason) ? "Waiting" : "Pending";
            case STALLED -> stalled(memory, reason);
          };
      case Phase.Checking _,
          Phase.Migrating _,
          Phase.Inspecting _,
          Phase.Settling _,
          Phase.RollingOut _,
          Phase.Smoking _,
          Phase.Baking _,
          Phase.Promoting _ ->
          PhaseCodec.type(memory.phase());
    };
  }

  private static boolean waits(Reason reason) {
    return reason == Reason.WAITING_FOR_CONFIGURATION
        || reason == Reason.WAITS_FOR_RELEASE
        || reason == Reason.WAITS_TO_ADOPT;
  }

  private static String stalled(Memory memory, Reason reason) {
    if (reason == Reason.INVALID) {
      return "Invalid";
    }
    return switch (memory.last().map(Ending::outcome).orElse(Outcome.FAILED)) {
      case ROLLED_BACK -> "RolledBack";
      case HELD -> "Held";
      case FAILED, SUCCEEDED, SUPERSEDED -> "Failed";
    };
  }

  private static Optional<Plan> plan(Observation seen) {
    return seen.pinned()
        .or(() ->
            seen.wish() instanceof Wish.Wanted(Plan plan) ? Optional.of(plan) : Optional.empty());
  }

  private static @Nullable String version(Memory memory) {
    return memory
        .attempt()
        .map(Attempt::version)
        .or(() -> memory.last().map(Ending::version))
        .orElse(null);
  }

  private static @Nullable String previousVersion(
      Memory memory, @Nullable BackendReleaseStatus old) {
    var serving = memory.serving().map(Revision::version).orElse(null);
    var known = old == null ? null : old.previousVersion();
    if (memory.attempt().isPresent() || !succeeded(memory)) {
      return serving;
    }
    return known;
  }

  private static boolean succeeded(Memory memory) {
    return memory.last().filter(end -> end.outcome() == Outcome.SUCCEEDED).isPresent();
  }

  private static int pods(Children children) {
    return (int) children.pods().stream().filter(Children::isBackends).count();
  }

  private static int ready(Observation seen) {
    var others = seen.others().stream().mapToInt(other -> other.ready()).sum();
    return seen.candidate().ready() + seen.serving().ready() + others;
  }
}
