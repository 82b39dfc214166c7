package dev.slipway.operator.kubernetes.act;

import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRecordStatus;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.RecordFactory;
import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.observe.Told;
import dev.slipway.operator.kubernetes.status.RecordStory;
import dev.slipway.operator.kubernetes.wire.Outcomes;
import dev.slipway.operator.kubernetes.wire.PhaseCodec;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Ruling;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens, continues and closes the records of attempts. */
final class RecordKeeper {
  private static final int CONFLICT = 409;

  private final KubernetesClient client;
  private final Live live;
  private final Creation creation;

  RecordKeeper(KubernetesClient client, Live live, Creation creation) {
    this.client = client;
    this.live = live;
    this.creation = creation;
  }

  /** Without a story: that it is checked since it was made is what a record without one says. */
  void open(Look look, Decision why) {
    var attempt = why.next().trying();
    var previous = why.next().serving().map(Revision::number).orElse(null);
    var changed = String.join(", ", look.seen().changedConfiguration());
    var cause = changed.isEmpty() ? null : Reason.CONFIGURATION_CHANGED.camel() + ": " + changed;
    creation.create(RecordFactory.build(look.release(), attempt, look.digests(), previous, cause));
  }

  /** What ran before the first attempt has served, and that is all there is to tell. */
  void adopted(ReleaseRecord record) {
    if (open(record)) {
      write(record, RecordStory.adopted(record));
    }
  }

  void mark(Look look, int number, Decision why, @Nullable String job) {
    record(look, number)
        .filter(RecordKeeper::open)
        .filter(record -> !ahead(record, why))
        .ifPresent(record -> write(record, RecordStory.marked(record, why, look, job)));
  }

  /** The record of a held attempt that goes on; one that has gone on since is left alone. */
  void reopen(Look look, int number, Ruling ruling, Decision why) {
    record(look, number)
        .filter(RecordKeeper::held)
        .filter(record -> !why.next().isBehind(seq(record), Optional.empty()))
        .ifPresent(record -> write(record, RecordStory.reopened(record, ruling, why, look)));
  }

  void close(Look look, Ending ending, Decision why) {
    record(look, ending.number())
        .filter(record -> open(record) || overruled(record, ending))
        .ifPresent(record ->
            write(record, RecordStory.closed(record, ending, why, look, told(look, record))));
  }

  /** The last chance to tell it, perhaps by another operator than the one that heard it. */
  private Told told(Look look, ReleaseRecord record) {
    return live.told(look.release(), record.getSpec().attemptId());
  }

  /** The record as it stands in the cluster at this moment. */
  Optional<ReleaseRecord> record(Look look, int number) {
    var meta = look.release().getMetadata();
    return live.record(meta.getNamespace(), Names.revision(meta.getName(), number));
  }

  /**
   * Whether its story is further than this decision, which was then carried out late. Told anyway,
   * a wiped status would be read again as if what has happened since were still to come.
   */
  private static boolean ahead(ReleaseRecord record, Decision why) {
    var status = record.getStatus();
    var phase = status == null ? null : status.phase();
    return why.next().isBehind(seq(record), Optional.ofNullable(phase).map(PhaseCodec::read));
  }

  private static long seq(ReleaseRecord record) {
    var seq = record.getStatus() == null ? null : record.getStatus().seq();
    return seq == null ? 0 : seq;
  }

  /** Ended before, and otherwise since by a person's wish; never by an ending that is older. */
  private static boolean overruled(ReleaseRecord record, Ending ending) {
    var status = record.getStatus();
    var endedAt = status == null ? null : status.endedAt();
    return Outcomes.superseding(status == null ? null : status.outcome(), ending.outcome())
        && (endedAt == null || !ending.at().isBefore(endedAt));
  }

  private static boolean held(ReleaseRecord record) {
    var status = record.getStatus();
    return status != null && status.outcome() == ReleaseOutcome.HELD;
  }

  private static boolean open(ReleaseRecord record) {
    var status = record.getStatus();
    return status == null || Outcomes.read(status.outcome()).isEmpty();
  }

  private void write(ReleaseRecord record, ReleaseRecordStatus status) {
    if (status.equals(record.getStatus())) {
      return;
    }
    record.setStatus(status);
    try {
      client.resource(record).subresource("status").update();
    } catch (KubernetesClientException e) {
      if (e.getCode() != CONFLICT) {
        throw e;
      }
      // Somebody else told the story in between; the next mark or the close tells the rest.
    }
  }
}
