package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.PhaseStatus;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRecordStatus;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.wire.BaselineCodec;
import dev.slipway.operator.kubernetes.wire.MemoryCodec;
import dev.slipway.operator.kubernetes.wire.Outcomes;
import dev.slipway.operator.kubernetes.wire.PhaseCodec;
import dev.slipway.operator.kubernetes.wire.Reasons;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Revision;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A status that was wiped, by a restore or a replace, is read again from what is left: the records
 * mirror the phase, the Jobs carry the sequence number.
 */
public final class Recovery {
  private static final int FAILED_PLANS_KEPT = 20;
  private static final Duration TIME_TO_CHECK = Duration.ofMinutes(5);

  private final Live live;

  public Recovery(Live live) {
    this.live = live;
  }

  /** The memory as far as it can be known; blank for a backend that was never released. */
  public Memory remember(BackendRelease release) {
    var meta = release.getMetadata();
    var left = live.children(meta.getNamespace(), meta.getName());
    var records =
        left.records().stream()
            .filter(record -> Owner.owns(meta.getUid(), record))
            .sorted(Comparator.comparing(record -> record.getSpec().number()))
            .toList();
    if (records.isEmpty()) {
      return Memory.blank();
    }
    var newest = records.getLast();
    var attempt = attempt(newest);
    var ended = ending(newest);
    var inFlight = ended.isEmpty() && newest.getSpec().adopted() == null;
    var held = ended.filter(end -> end.outcome() == Outcome.HELD).isPresent();
    return new Memory(
        inFlight ? phase(newest) : new Phase.Resting(),
        serving(records),
        inFlight || held ? Optional.of(attempt) : Optional.empty(),
        failedPlans(records),
        seq(records, left.jobs(), meta.getUid()),
        0,
        inFlight ? lastOf(records) : ended);
  }

  /**
   * What the newest record that has ended says of it; a version that a person has gone back from
   * names the one that serves instead, and so on.
   */
  private static Optional<Revision> serving(List<ReleaseRecord> records) {
    var byNumber =
        records.stream().collect(Collectors.toMap(r -> r.getSpec().number(), Function.identity()));
    var next = records.reversed().stream().filter(r -> outcome(r).isPresent()).findFirst();
    for (int followed = 0; followed <= records.size(); followed++) {
      if (next.isEmpty() || outcome(next.get()).filter(o -> o == Outcome.SUCCEEDED).isPresent()) {
        break;
      }
      var named = Optional.ofNullable(next.get().getStatus()).map(ReleaseRecordStatus::serving);
      next = named.flatMap(number -> Optional.ofNullable(byNumber.get(number)));
    }
    return next.or(() -> newestSuccess(records)).map(Recovery::revision);
  }

  private static Optional<ReleaseRecord> newestSuccess(List<ReleaseRecord> records) {
    return records.reversed().stream().filter(Recovery::succeeded).findFirst();
  }

  static boolean succeeded(ReleaseRecord record) {
    return outcome(record).filter(o -> o == Outcome.SUCCEEDED).isPresent();
  }

  static Revision revision(ReleaseRecord record) {
    var spec = record.getSpec();
    return new Revision(spec.number().intValue(), spec.version(), spec.planHash());
  }

  /** A plan that succeeded later than it failed is not a failed one. */
  private static List<String> failedPlans(List<ReleaseRecord> records) {
    var failed = new LinkedHashSet<String>();
    for (var record : records) {
      outcome(record)
          .ifPresent(outcome -> {
            failed.remove(record.getSpec().planHash());
            switch (outcome) {
              case ROLLED_BACK, FAILED, HELD -> failed.add(record.getSpec().planHash());
              case SUCCEEDED, SUPERSEDED -> {}
            }
          });
    }
    var all = List.copyOf(failed);
    return all.subList(Math.max(0, all.size() - FAILED_PLANS_KEPT), all.size());
  }

  /** Never too low: a number that was handed out before would be fenced, or worse, not. */
  private static long seq(List<ReleaseRecord> records, List<Job> jobs, String uid) {
    var recorded =
        records.stream().map(ReleaseRecord::getStatus).mapToLong(s -> s == null ? 0 : seq(s.seq()));
    var ordered = jobs.stream().filter(job -> Owner.owns(uid, job)).mapToLong(Recovery::seq);
    return Stream.of(recorded, ordered).mapToLong(all -> all.max().orElse(0)).max().orElse(0);
  }

  private static long seq(@Nullable Long seq) {
    return seq == null ? 0 : seq;
  }

  private static long seq(Job job) {
    var label = job.getMetadata().getLabels().getOrDefault(Names.SEQ, "0");
    return label.matches("[0-9]{1,18}") ? Long.parseLong(label) : 0;
  }

  private static Phase phase(ReleaseRecord record) {
    return mirror(record)
        .map(PhaseCodec::read)
        .orElseGet(() -> new Phase.Checking(startedAt(record).plus(TIME_TO_CHECK)));
  }

  private static Optional<PhaseStatus> mirror(ReleaseRecord record) {
    return Optional.ofNullable(record.getStatus()).flatMap(s -> Optional.ofNullable(s.phase()));
  }

  static Attempt attempt(ReleaseRecord record) {
    var spec = record.getSpec();
    var fields = mirror(record).map(PhaseStatus::fields).orElse(Map.of());
    return new Attempt(
        spec.number().intValue(),
        spec.attemptId(),
        spec.version(),
        spec.planHash(),
        startedAt(record),
        MemoryCodec.oldReady(fields),
        MemoryCodec.schemaChanged(fields),
        BaselineCodec.read(fields));
  }

  private static Instant startedAt(ReleaseRecord record) {
    var started = record.getSpec().createdAt();
    return started == null ? Instant.EPOCH : started;
  }

  private static Optional<Ending> lastOf(List<ReleaseRecord> records) {
    return records.reversed().stream().flatMap(record -> ending(record).stream()).findFirst();
  }

  private static Optional<Ending> ending(ReleaseRecord record) {
    var status = record.getStatus();
    var outcome = outcome(record);
    if (status == null || outcome.isEmpty()) {
      return Optional.empty();
    }
    var reason = status.reason();
    var message = status.message();
    var at = status.endedAt();
    if (reason == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Ending(
            record.getSpec().number().intValue(),
            record.getSpec().version(),
            outcome.get(),
            Reasons.read(reason),
            message == null ? "" : message,
            at == null ? Instant.EPOCH : at));
  }

  /** What was adopted served, whether its record was told so or not. */
  private static Optional<Outcome> outcome(ReleaseRecord record) {
    if (record.getSpec().adopted() != null) {
      return Optional.of(Outcome.SUCCEEDED);
    }
    return Optional.ofNullable(record.getStatus()).flatMap(s -> Outcomes.read(s.outcome()));
  }
}
