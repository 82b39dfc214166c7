package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.act.Contest;
import dev.slipway.operator.kubernetes.observe.Redaction;
import dev.slipway.operator.kubernetes.wire.PhaseCodec;
import dev.slipway.operator.kubernetes.wire.UnknownWriting;
import dev.slipway.operator.kubernetes.wire.Unreadable;
import dev.slipway.operator.ops.ReleaseMeters;
import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Protocol.Turn;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells what was decided: one log line, an Event where something changed, and the meters. */
public final class Narrator {
  private static final Logger LOG = LoggerFactory.getLogger("dev.slipway.decision");

  private final Events events;
  private final ReleaseMeters meters;
  private final Map<String, String> headlines = new ConcurrentHashMap<>();
  private final Map<String, String> lines = new ConcurrentHashMap<>();

  public Narrator(Events events, ReleaseMeters meters) {
    this.events = events;
    this.meters = meters;
  }

  void tell(BackendRelease release, Turn turn) {
    var uid = release.getMetadata().getUid();
    log(release, turn);
    if (!turn.accepted()) {
      return;
    }
    meters.turned(uid, turn);
    var decision = turn.decision();
    var headline = PhaseCodec.type(decision.next().phase()) + "/" + decision.reason().camel();
    var before = headlines.put(uid, headline);
    if (!headline.equals(before) && (before != null || moved(turn))) {
      events.publish(release, turn);
    }
  }

  /** One line for each decision that says something new. */
  private void log(BackendRelease release, Turn turn) {
    var meta = release.getMetadata();
    var decision = turn.decision();
    var actions =
        decision.actions().stream().map(Action::toString).collect(Collectors.joining(" "));
    var said = decision.reason().camel() + "/" + actions;
    var news = !said.equals(lines.put(meta.getUid(), said)) || moved(turn);
    (news ? LOG.atInfo() : LOG.atDebug())
        .addKeyValue("namespace", meta.getNamespace())
        .addKeyValue("release", meta.getName())
        .addKeyValue("phase", PhaseCodec.type(turn.before().phase()))
        .addKeyValue("next", PhaseCodec.type(decision.next().phase()))
        .addKeyValue("reason", decision.reason().camel())
        .addKeyValue("accepted", turn.accepted())
        .addKeyValue("actions", actions)
        .log(decision.message());
  }

  void paused(BackendRelease release, UnknownWriting why) {
    log(release).log(why.getMessage());
  }

  /** A release that can only be read in part, once for each reason. */
  void unreadable(BackendRelease release, Instant now) {
    var said = "unreadable " + release.getMetadata().getUid();
    var words = Unreadable.in(release);
    if (words.isEmpty()) {
      lines.remove(said);
    } else if (!words.get().equals(lines.put(said, words.get()))) {
      log(release).log(words.get());
      events.warn(release, "Unreadable", words.get(), now);
    }
  }

  /** Fields that others write: each that is put back, and each over which a fight goes on. */
  void contested(BackendRelease release, List<Contest> contests, Instant now) {
    for (var contest : contests) {
      var words = contest.words(now);
      var said = contestsOf(release.getMetadata().getUid()) + contest.place();
      var tells = !contest.waits(now) || contest.fought(now);
      if (!tells || words.equals(lines.put(said, words))) {
        continue;
      }
      log(release).log(words);
      if (contest.waits(now)) {
        events.warn(release, "Contested", words, now);
      } else {
        events.warn(release, "PutBack", words, now);
      }
    }
  }

  private static String contestsOf(String uid) {
    return "contest " + uid + " ";
  }

  /** A fault of ours; it must be seen, and what it says may hold anything. */
  void crashed(BackendRelease release, RuntimeException e, Instant now) {
    var words =
        "the operator failed with %s and tries again; its log says more"
            .formatted(e.getClass().getSimpleName());
    if (!words.equals(headlines.put(release.getMetadata().getUid(), words))) {
      log(release).setCause(e).log(words);
      events.warn(release, "OperatorFailed", words, now);
    }
  }

  private static LoggingEventBuilder log(BackendRelease release) {
    return LOG.atWarn()
        .addKeyValue("namespace", release.getMetadata().getNamespace())
        .addKeyValue("release", release.getMetadata().getName());
  }

  /** What the API server refuses is tried again for ever, so somebody should hear of it once. */
  void failed(BackendRelease release, RuntimeException e, Instant now) {
    var words = words(e);
    if (words.equals(headlines.put(release.getMetadata().getUid(), words))) {
      return;
    }
    events.warn(release, "ActionFailed", words, now);
  }

  private static String words(RuntimeException e) {
    if (e instanceof KubernetesClientException refused) {
      var said = refused.getStatus() == null ? null : refused.getStatus().getMessage();
      return "the API server answered %d: %s; it is tried again"
          .formatted(refused.getCode(), said == null ? "no reason given" : Redaction.of(said));
    }
    return String.valueOf(e.getMessage());
  }

  void forget(String uid) {
    headlines.remove(uid);
    lines.remove(uid);
    lines.remove("unreadable " + uid);
    lines.keySet().removeIf(said -> said.startsWith(contestsOf(uid)));
    meters.forget(uid);
  }

  private static boolean moved(Turn turn) {
    return !turn.before().equals(turn.decision().next());
  }
}
