package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.wire.PhaseCodec;
import dev.slipway.operator.kubernetes.wire.Sentence;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol.Turn;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes events.k8s.io Events. One that cannot be written is no fault of the release. */
public final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final String instance;

  public Events(KubernetesClient client, String instance) {
    this.client = client;
    this.instance = instance;
  }

  void publish(BackendRelease release, Turn turn) {
    var decision = turn.decision();
    write(
        event(release, turn.seen().now())
            .withAction(PhaseCodec.type(decision.next().phase()))
            .withReason(decision.reason().camel())
            .withNote(Sentence.fitting(decision.message()))
            .withType(alarming(turn) ? "Warning" : "Normal")
            .build());
  }

  void warn(BackendRelease release, String reason, String note, Instant now) {
    write(
        event(release, now)
            .withAction("Reconcile")
            .withReason(reason)
            .withNote(Sentence.fitting(note))
            .withType("Warning")
            .build());
  }

  private void write(Event event) {
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("code", e.getCode()).log("an Event could not be written");
    }
  }

  private EventBuilder event(BackendRelease release, Instant now) {
    var meta = release.getMetadata();
    return new EventBuilder()
        .withNewMetadata()
        .withName(meta.getName() + "." + Long.toHexString(micros(now)))
        .withNamespace(meta.getNamespace())
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(now)))
        .withReportingController("slipway.dev/operator")
        .withReportingInstance(instance)
        .withRegarding(
            new ObjectReferenceBuilder()
                .withApiVersion(release.getApiVersion())
                .withKind(release.getKind())
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .build());
  }

  private static long micros(Instant now) {
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  /** What people on call must read: going back, and every ending that is not a success. */
  private static boolean alarming(Turn turn) {
    var next = turn.decision().next();
    if (next.phase() instanceof Phase.GoingBack) {
      return true;
    }
    return next.phase() instanceof Phase.Resting
        && next.last()
            .filter(end -> end.reason() == turn.decision().reason())
            .map(Ending::outcome)
            .filter(outcome -> outcome != Outcome.SUCCEEDED && outcome != Outcome.SUPERSEDED)
            .isPresent();
  }
}
