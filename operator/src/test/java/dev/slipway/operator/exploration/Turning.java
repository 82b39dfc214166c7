package dev.slipway.operator.exploration;

import dev.slipway.operator.exploration.Helm.Pending;
import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Heard;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One turn of the real protocol in a world: its reads and its write are one moment, what it then
 * does is collected, so that it can be done at any later moment, in part or never.
 */
final class Turning implements Protocol.Eyes, Protocol.Notebook, Protocol.Hands {
  /** How a turn goes; {@link Protocol} but for the broken ones. */
  interface Order {
    Protocol.Turn turn(Turning turning);
  }

  static final Order REAL = turning -> Protocol.turn(turning, turning, turning);

  private final World world;
  private final int helm;
  private final int behind;
  private final boolean outdated;
  private final List<Pending> todo = new ArrayList<>();
  private Optional<Memory> written = Optional.empty();

  Turning(World world, int helm, int behind, boolean outdated) {
    this.world = world;
    this.helm = helm;
    this.behind = behind;
    this.outdated = outdated;
  }

  /** Takes the turn and leaves what it has to do with the operator. */
  Protocol.Turn take(Order order) {
    var turn = order.turn(this);
    var next = written.orElse(turn.decision().next());
    world.helms[helm] = world.helms[helm].doing(plain(next), todo);
    return turn;
  }

  int behind() {
    return behind;
  }

  @Override
  public Memory read() {
    return behind == 0 ? world.memory() : world.older.get(behind - 1);
  }

  @Override
  public Observation look(Memory memory) {
    return new Sight(world, outdated).look(memory);
  }

  @Override
  public boolean write(Memory next, Decision why, Observation seen) {
    if (behind > 0) {
      return false;
    }
    written = Optional.of(next);
    if (next.attempt().isPresent()
        && world.memory().attempt().map(a -> !a.id().equals(next.trying().id())).orElse(true)) {
      world.attempts++;
    }
    world.write(plain(next), helm);
    return true;
  }

  @Override
  public boolean current() {
    return behind == 0;
  }

  @Override
  public void show(Decision why, Observation seen) {}

  @Override
  public void act(Action action, Decision why, Observation seen) {
    todo.add(new Pending(action, holds(action)));
  }

  /** Without asking whether the object is still the one that was seen. */
  void actByName(Action action) {
    todo.add(
        new Pending(
            switch (action) {
              case Action.Scale a -> new Action.Scale(a.number(), a.replicas(), World.ANY);
              case Action.ShareTraffic _ -> new Action.ShareTraffic(World.ANY);
              case Action.NarrowTraffic a -> new Action.NarrowTraffic(a.revision(), World.ANY);
              default -> action;
            },
            holds(action)));
  }

  /** Without asking whether anybody wrote since. */
  void overwrite(Memory next) {
    written = Optional.of(next);
    world.write(plain(next), helm);
  }

  private static boolean holds(Action action) {
    return switch (action) {
      case Action.Scale scale -> scale.seenVersion().equals(World.CURRENT);
      case Action.ShareTraffic share -> share.seenVersion().equals(World.CURRENT);
      case Action.NarrowTraffic narrow -> narrow.seenVersion().equals(World.CURRENT);
      case Action.StopJob stop -> stop.seenVersion().equals(World.CURRENT);
      case Action.Order _,
          Action.MarkRecord _,
          Action.ReopenRecord _,
          Action.AnswerRuling _,
          Action.CloseRecord _ ->
          true;
    };
  }

  /** Words and the hour of the day decide nothing. */
  static Memory plain(Memory memory) {
    return new Memory(
        plain(memory.phase()),
        memory.serving(),
        memory
            .attempt()
            .map(a ->
                Recovered.attempt(
                    a.number(),
                    Sight.index(a),
                    version(a.planHash()),
                    a.oldReady(),
                    a.schemaChanged())),
        memory.failedPlans(),
        memory.seq(),
        0,
        memory
            .last()
            .map(end ->
                new Ending(
                    end.number(), end.version(), end.outcome(), end.reason(), "", Times.NOW)),
        new Heard(
            memory.heard().answer().map(given -> MemoryPacking.answer(given.text())),
            memory.heard().pausedAt(),
            memory.heard().ruling().map(given -> MemoryPacking.answer(given.text()))));
  }

  static int version(String planHash) {
    return planHash.charAt(5) - '0';
  }

  private static Phase plain(Phase phase) {
    return switch (phase) {
      case Phase.Settling p -> new Phase.Settling(p.until(), p.deadline(), p.thenStop(), "");
      case Phase.GoingBack p -> new Phase.GoingBack(p.why(), "", p.patientUntil(), p.deadline());
      case Phase.SmokingBack p -> new Phase.SmokingBack(p.why(), "", p.deadline(), p.retries());
      default -> phase;
    };
  }
}
