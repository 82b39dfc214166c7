package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRecordStatus;
import dev.slipway.api.v1alpha1.Span;
import dev.slipway.api.v1alpha1.VerdictRecord;
import dev.slipway.operator.kubernetes.children.AdoptedRevision;
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
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Ruling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The story of an attempt as its record tells it. Telling a part twice changes nothing. */
public final class RecordStory {
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
        StepStory.begun(record, name, why, look, job),
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

  /** What was adopted. */
  public static ReleaseRecordStatus adopted(ReleaseRecord record) {
    var running = AdoptedRevision.of(record).orElseThrow();
    return new ReleaseRecordStatus(
        ReleaseOutcome.SUCCEEDED,
        Reason.ADOPTED.camel(),
        "ran as Deployment %s behind Service %s before the first release"
            .formatted(running.deployment(), record.getSpec().backend()),
        startedAt(record),
        startedAt(record),
        null,
        null,
        List.of(),
        List.of(),
        null,
        record.getSpec().number(),
        List.of());
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
        StepStory.ended(record, ending, look),
        verdicts(old, look.seen().requests(), ending.at()),
        SchemaStory.of(old, told, look.release()),
        why.next().serving().map(Revision::number).map(Long::valueOf).orElse(null),
        old == null ? List.of() : old.requests());
  }

  private static @Nullable Instant startedAt(ReleaseRecord record) {
    return record.getSpec().createdAt();
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
