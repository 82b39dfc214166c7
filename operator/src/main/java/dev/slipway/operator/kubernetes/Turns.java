package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.analysis.RequestWatch;
import dev.slipway.operator.kubernetes.act.Actor;
import dev.slipway.operator.kubernetes.act.Housekeeping;
import dev.slipway.operator.kubernetes.act.NameTaken;
import dev.slipway.operator.kubernetes.children.Templates;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.DryRunner;
import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.observe.Observer;
import dev.slipway.operator.kubernetes.observe.Outdated;
import dev.slipway.operator.kubernetes.observe.Recovery;
import dev.slipway.operator.kubernetes.observe.RequestReader;
import dev.slipway.operator.kubernetes.observe.UnlabelledPods;
import dev.slipway.operator.kubernetes.observe.Versions;
import dev.slipway.operator.kubernetes.status.StatusWriter;
import dev.slipway.operator.kubernetes.wire.PlanHash;
import dev.slipway.operator.kubernetes.wire.UnknownWriting;
import dev.slipway.operator.release.Protocol;
import dev.slipway.operator.release.Protocol.Turn;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.Optional;

/** One look at one release, start to end: observe, decide, write down, act. */
public final class Turns {
  private final Observer observer;
  private final Outdated outdated;
  private final Recovery recovery;
  private final StatusWriter status;
  private final Actor actor;
  private final Housekeeping housekeeping;
  private final Narrator narrator;
  private final InstantSource clock;

  public Turns(
      Observer observer,
      Outdated outdated,
      Recovery recovery,
      StatusWriter status,
      Actor actor,
      Housekeeping housekeeping,
      Narrator narrator,
      InstantSource clock) {
    this.observer = observer;
    this.outdated = outdated;
    this.recovery = recovery;
    this.status = status;
    this.actor = actor;
    this.housekeeping = housekeeping;
    this.narrator = narrator;
    this.clock = clock;
  }

  /** Wires the shell. */
  public static Turns with(
      KubernetesClient reading,
      KubernetesClient writing,
      RequestWatch requests,
      Versions configMaps,
      UnlabelledPods unlabelled,
      Narrator narrator,
      String runnerImage,
      InstantSource clock) {
    var live = new Live(reading);
    var hashes = new PlanHash(reading.getKubernetesSerialization());
    var templates = new Templates(reading.getKubernetesSerialization());
    var observer =
        new Observer(
            live,
            hashes,
            configMaps,
            unlabelled,
            new DryRunner(writing, templates),
            new RequestReader(requests));
    var outdated = new Outdated(live);
    return new Turns(
        observer,
        outdated,
        new Recovery(live),
        new StatusWriter(writing, live),
        new Actor(writing, live, outdated, hashes, runnerImage),
        new Housekeeping(writing),
        narrator,
        clock);
  }

  /** Keeps nothing of a release that is gone. */
  void forget(String uid) {
    observer.forget(uid);
    outdated.forget(uid);
    status.forget(uid);
    narrator.forget(uid);
  }

  /**
   * Takes one turn.
   *
   * @return how it went, or empty where the release is gone, going or cannot be read by this
   *     version
   */
  public Optional<Turn> take(BackendRelease cached, Children watched) {
    var children = outdated.instead(watched);
    var fresh = status.fresh(cached);
    if (fresh.isEmpty() || fresh.get().isMarkedForDeletion()) {
      // Whatever is made now would only have to be collected again, or hold the deletion up.
      return Optional.empty();
    }
    narrator.unreadable(fresh.get(), clock.instant());
    try {
      var desk =
          new Desk(fresh.get(), children, observer, outdated, recovery, status, actor, clock);
      var turn = Protocol.turn(desk, desk, desk);
      narrator.tell(fresh.get(), turn);
      if (turn.accepted()) {
        narrator.contested(fresh.get(), desk.contests(turn.decision()), turn.seen().now());
        desk.keepUp();
        housekeeping.tidy(fresh.get(), children, turn.decision().next());
      }
      return Optional.of(desk.later().map(turn::wakingAt).orElse(turn));
    } catch (KubernetesClientException | NameTaken e) {
      narrator.failed(fresh.get(), e, clock.instant());
      throw e;
    } catch (UnknownWriting e) {
      narrator.paused(fresh.get(), e);
      status.pause(fresh.get(), e, clock.instant());
      return Optional.empty();
    } catch (RuntimeException e) {
      narrator.crashed(fresh.get(), e, clock.instant());
      throw e;
    }
  }
}
