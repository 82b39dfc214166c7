package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.operator.kubernetes.act.Actor;
import dev.slipway.operator.kubernetes.act.Contest;
import dev.slipway.operator.kubernetes.act.Upkeep;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.observe.Observer;
import dev.slipway.operator.kubernetes.observe.Outdated;
import dev.slipway.operator.kubernetes.observe.Recovery;
import dev.slipway.operator.kubernetes.status.StatusFactory;
import dev.slipway.operator.kubernetes.status.StatusWriter;
import dev.slipway.operator.kubernetes.wire.MemoryCodec;
import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol;
import dev.slipway.operator.release.Release;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The protocol's eyes, notebook and hands for one turn of one release. */
final class Desk implements Protocol.Eyes, Protocol.Notebook, Protocol.Hands {
  private final Children children;
  private final Observer observer;
  private final Outdated outdated;
  private final Recovery recovery;
  private final StatusWriter status;
  private final Actor actor;
  private final InstantSource clock;

  private BackendRelease release;
  private Memory memory = Memory.blank();
  private @Nullable Look look;
  private Optional<String> progress = Optional.empty();
  private Optional<Instant> later = Optional.empty();
  private Upkeep.Work upkeep = Upkeep.Work.NONE;

  Desk(
      BackendRelease release,
      Children children,
      Observer observer,
      Outdated outdated,
      Recovery recovery,
      StatusWriter status,
      Actor actor,
      InstantSource clock) {
    this.release = release;
    this.children = children;
    this.observer = observer;
    this.outdated = outdated;
    this.recovery = recovery;
    this.status = status;
    this.actor = actor;
    this.clock = clock;
  }

  @Override
  public Memory read() {
    memory =
        MemoryCodec.lost(release.getStatus())
            ? recovery.remember(release)
            : MemoryCodec.read(release.getStatus());
    return memory;
  }

  @Override
  public Observation look(Memory known) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    look = observer.look(release, shown(known, now), known, now);
    if (Release.decide(known, look.seen()).givesUp(known.phase())) {
      look = observer.look(release, outdated.confirmed(release, children, now), known, now);
    }
    progress = observer.progress(release, children, known);
    upkeep = actor.upkeep().due(look, known);
    return look.seen();
  }

  private Children shown(Memory known, Instant now) {
    if (known.phase() instanceof Phase.Resting) {
      outdated.forget(release.getMetadata().getUid());
      return children;
    }
    return outdated.nowAndThen(release, children, now);
  }

  @Override
  public boolean write(Memory next, Decision why, Observation seen) {
    return swap(StatusFactory.build(memory, why, looked()));
  }

  @Override
  public boolean current() {
    return status.current(release);
  }

  @Override
  public void show(Decision why, Observation seen) {
    var told = progress.map(why::adding).orElse(why);
    for (var contest : contests(why)) {
      told = contest.fought(seen.now()) ? told.adding(contest.words(seen.now())) : told;
    }
    var next = StatusFactory.build(memory, told, looked());
    if (next.equals(release.getStatus())) {
      return;
    }
    later = status.tooSoon(release, next, seen.now());
    if (later.isEmpty()) {
      swap(next);
    }
  }

  /** When there is something to show that is not shown yet. */
  Optional<Instant> later() {
    return later;
  }

  @Override
  public void act(Action action, Decision why, Observation seen) {
    actor.act(action, why, looked());
  }

  /** Fields that would be written and that others have written since. */
  List<Contest> contests(Decision why) {
    return Stream.concat(
            why.actions().stream().flatMap(action -> Contest.over(action, looked()).stream()),
            upkeep.contests().stream())
        .toList();
  }

  /** Keeps the children up; what was decided comes first. */
  void keepUp() {
    if (!upkeep.isEmpty() && current()) {
      actor.upkeep().keep(looked(), upkeep);
    }
  }

  private boolean swap(BackendReleaseStatus next) {
    var stored = status.swap(release, next, looked().seen().now());
    stored.ifPresent(now -> release = now);
    return stored.isPresent();
  }

  private Look looked() {
    return Objects.requireNonNull(look, "nothing was looked at yet");
  }
}
