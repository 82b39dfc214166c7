package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRecordStatus;
import dev.slipway.api.v1alpha1.Span;
import dev.slipway.api.v1alpha1.StepRecord;
import dev.slipway.api.v1alpha1.VerdictRecord;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.observe.Told;
import dev.slipway.operator.kubernetes.wire.MemoryCodec;
import dev.slipway.operator.kubernetes.wire.Outcomes;
import dev.slipway.operator.kubernetes.wire.PhaseCodec;
import dev.slipway.operator.kubernetes.wire.Sentence;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Ruling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The story of an attempt as its record tells it. Telling a part twice changes nothing. */
public final class RecordStory {
  private static final int MOST_STEPS = 100;
  private static final int MOST_VERDICTS = 50;
  private static final int SHORT = 63;

  private RecordStory() {}

  /** Another phase has begun. */
  public static ReleaseRecordStatus marked(
      ReleaseRecord record, Decision why, Look look, @Nullable String job) {
    var old = record.getStatus();
    var memory = why.next();
    var name = PhaseCodec.type(memory.phase());
    return new ReleaseRecordStatus(
        ReleaseOutcome.IN_FLIGHT,
        why.reason().camel(),
        Sentence.fitting(why.message()),
        startedAt(record),
        null,
        MemoryCodec.phase(memory.phase(), memory.trying()),
        memory.seq(),
        begun(old, name, why, look.seen().now(), job),
        verdicts(old, look.seen().requests(), look.seen().now()),
        SchemaStory.of(old, look.told(), look.release()),
        null,
        Requests.upTo(old, look));
  }

  /** A person has let a held attempt go on. */
  public static ReleaseRecordStatus reopened(
      ReleaseRecord record, Ruling ruling, Decision why, Look look) {
    var marked = marked(record, why, look, null);
    var requests = new ArrayList<>(marked.requests());
    Requests.add(requests, ruling, look.seen().now());
    return new ReleaseRecordStatus(
        marked.outcome(),
        marked.reason(),
        marked.message(),
        marked.startedAt(),
        null,
        marked.phase(),
        marked.seq(),
        marked.steps(),
        marked.verdicts(),
        marked.schema(),
        null,
        requests);
  }

  /** The attempt has ended, and its Jobs said this. */
  public static ReleaseRecordStatus closed(
      ReleaseRecord record, Ending ending, Decision why, Look look, Told told) {
    var old = record.getStatus();
    return new ReleaseRecordStatus(
        Outcomes.write(ending.outcome()),
        ending.reason().camel(),
        Sentence.fitting(ending.message()),
        startedAt(record),
        ending.at(),
        PhaseCodec.write(new Phase.Resting()),
        why.next().seq(),
        ended(steps(old), Outcomes.word(ending.outcome()), ending),
        verdicts(old, look.seen().requests(), ending.at()),
        SchemaStory.of(old, told, look.release()),
        why.next().serving().map(Revision::number).map(Long::valueOf).orElse(null),
        old == null ? List.of() : old.requests());
  }

  private static @Nullable Instant startedAt(ReleaseRecord record) {
    return record.getSpec().createdAt();
  }

  private static List<StepRecord> steps(@Nullable ReleaseRecordStatus old) {
    return old == null ? List.of() : old.steps();
  }

  private static List<StepRecord> begun(
      @Nullable ReleaseRecordStatus old,
      String name,
      Decision why,
      Instant now,
      @Nullable String job) {
    var steps = new ArrayList<>(steps(old));
    if (!steps.isEmpty()) {
      var last = steps.getLast();
      if (last.name().equals(name) && last.endedAt() == null) {
        return steps;
      }
      if (last.endedAt() == null) {
        var outcome = why.next().phase() instanceof Phase.GoingBack ? "Failed" : "Done";
        steps.set(
            steps.size() - 1, ended(last, now, outcome, why.reason().camel(), why.message(), job));
      }
    }
    if (steps.size() < MOST_STEPS) {
      steps.add(new StepRecord(name, now, null, null, null, null, null));
    }
    return steps;
  }

  private static List<StepRecord> ended(List<StepRecord> old, String outcome, Ending ending) {
    var steps = new ArrayList<>(old);
    if (!steps.isEmpty() && steps.getLast().endedAt() == null) {
      var last = steps.getLast();
      steps.set(
          steps.size() - 1,
          ended(last, ending.at(), outcome, ending.reason().camel(), ending.message(), last.job()));
    }
    return steps;
  }

  private static StepRecord ended(
      StepRecord step,
      Instant at,
      String outcome,
      String reason,
      String message,
      @Nullable String job) {
    return new StepRecord(
        step.name(), step.startedAt(), at, outcome, reason, Sentence.fitting(message), job);
  }

  private static List<VerdictRecord> verdicts(
      @Nullable ReleaseRecordStatus old, Judgement judgement, Instant now) {
    var verdicts = new ArrayList<VerdictRecord>(old == null ? List.of() : old.verdicts());
    var measured = !judgement.measured().value().isEmpty();
    if (!(judgement instanceof Judgement.NotAsked) && verdicts.size() < MOST_VERDICTS) {
      verdicts.add(
          new VerdictRecord(
              judgement.measured().channel(),
              judgement.getClass().getSimpleName(),
              Sentence.fitting(
                  measured ? judgement.measured().value() : judgement.numbers(), SHORT),
              measured ? judgement.measured().limit() : null,
              measured ? judgement.measured().samples() : null,
              measured ? Span.of(judgement.measured().window()) : null,
              now));
    }
    return verdicts;
  }
}
