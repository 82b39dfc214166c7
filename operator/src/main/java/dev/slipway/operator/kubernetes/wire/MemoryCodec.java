package dev.slipway.operator.kubernetes.wire;

import dev.slipway.api.v1alpha1.AttemptStatus;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.api.v1alpha1.OutcomeStatus;
import dev.slipway.api.v1alpha1.PhaseStatus;
import dev.slipway.api.v1alpha1.ServingStatus;
import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The core's memory in the status of a BackendRelease. */
public final class MemoryCodec {
  /** Version of what is written here; another one is not touched. */
  public static final int PROTOCOL = 1;

  private static final int LONGEST_INTENT = 512;
  private static final String SCHEMA_CHANGED = "schemaChanged";
  private static final String OLD_READY = "oldReady";

  private MemoryCodec() {}

  /** Whether there is nothing to read, because nobody wrote yet or because it was wiped. */
  public static boolean lost(@Nullable BackendReleaseStatus status) {
    return status == null || status.protocol() == null;
  }

  /**
   * Reads the memory.
   *
   * @throws UnknownWriting where another version wrote
   */
  public static Memory read(BackendReleaseStatus status) {
    if (status.protocol() == null || status.protocol() != PROTOCOL) {
      throw new UnknownWriting("protocol " + status.protocol());
    }
    var attempt = status.attempt();
    var phase = attempt == null ? null : attempt.phase();
    var seq = status.seq();
    return new Memory(
        phase == null ? new Phase.Resting() : PhaseCodec.read(phase),
        serving(status.serving()),
        attempt == null ? Optional.empty() : attempt(attempt),
        status.failedPlans(),
        seq == null ? 0 : seq,
        attempt == null ? 0 : intents(attempt.intents()),
        Outcomes.read(status.lastOutcome()),
        HeardCodec.read(status));
  }

  private static Optional<Revision> serving(@Nullable ServingStatus serving) {
    if (serving == null) {
      return Optional.empty();
    }
    var number = serving.number();
    var version = serving.version();
    var planHash = serving.planHash();
    if (number == null || version == null || planHash == null) {
      throw new UnknownWriting("an incomplete serving");
    }
    return Optional.of(new Revision(number.intValue(), version, planHash));
  }

  private static Optional<Attempt> attempt(AttemptStatus status) {
    var number = status.number();
    if (number == null) {
      return Optional.empty();
    }
    var id = status.id();
    var version = status.version();
    var planHash = status.planHash();
    var startedAt = status.startedAt();
    var phase = status.phase();
    if (id == null || version == null || planHash == null || startedAt == null || phase == null) {
      throw new UnknownWriting("an incomplete attempt");
    }
    var fields = phase.fields();
    return Optional.of(
        new Attempt(
            number.intValue(),
            id,
            version,
            planHash,
            startedAt,
            oldReady(fields),
            schemaChanged(fields),
            BaselineCodec.read(fields)));
  }

  /** Pods that were ready before the attempt; stands beside the fields of the phase. */
  public static int oldReady(Map<String, String> fields) {
    var text = fields.getOrDefault(OLD_READY, "0");
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** Whether the attempt may have changed the schema; stands beside the fields of the phase. */
  public static boolean schemaChanged(Map<String, String> fields) {
    return Boolean.parseBoolean(fields.getOrDefault(SCHEMA_CHANGED, "false"));
  }

  private static long intents(List<String> intents) {
    if (intents.isEmpty()) {
      return 0;
    }
    var count = intents.getLast().split(" ", 2)[0];
    return count.matches("[0-9]{1,18}") ? Long.parseLong(count) : 0;
  }

  /** The attempt in flight or held; at rest only what has just been ordered. */
  public static @Nullable AttemptStatus attempt(
      Memory memory, Decision why, @Nullable AttemptStatus before) {
    var intents = intents(memory, why, before);
    if (memory.attempt().isEmpty()) {
      return intents.isEmpty()
          ? null
          : new AttemptStatus(null, null, null, null, null, null, intents);
    }
    var attempt = memory.attempt().get();
    return new AttemptStatus(
        (long) attempt.number(),
        attempt.id(),
        attempt.planHash(),
        attempt.version(),
        attempt.startedAt(),
        phase(memory.phase(), attempt),
        intents);
  }

  /** The phase, and beside it what belongs to the attempt as a whole. */
  public static PhaseStatus phase(Phase phase, Attempt attempt) {
    var written = PhaseCodec.write(phase);
    var fields = new TreeMap<>(written.fields());
    fields.put(OLD_READY, Integer.toString(attempt.oldReady()));
    fields.put(SCHEMA_CHANGED, Boolean.toString(attempt.schemaChanged()));
    fields.putAll(BaselineCodec.write(attempt.baseline()));
    return new PhaseStatus(written.type(), fields);
  }

  private static List<String> intents(Memory memory, Decision why, @Nullable AttemptStatus before) {
    if (why.orders()) {
      var orders =
          why.actions().stream()
              .filter(Action.Order.class::isInstance)
              .map(Object::toString)
              .collect(Collectors.joining(" "));
      return List.of(Sentence.fitting(memory.intents() + " " + orders, LONGEST_INTENT));
    }
    return before == null || memory.attempt().isEmpty() ? List.of() : before.intents();
  }

  public static @Nullable ServingStatus serving(Memory memory) {
    return memory
        .serving()
        .map(s -> new ServingStatus((long) s.number(), s.version(), s.planHash()))
        .orElse(null);
  }

  public static @Nullable OutcomeStatus lastOutcome(Memory memory) {
    return memory.last().map(Outcomes::write).orElse(null);
  }
}
