package dev.slipway.operator.exploration;

import dev.slipway.operator.exploration.Helm.Pending;
import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Step;
import java.util.Optional;

/** The API server's side of what an operator does. */
final class Acting {
  private Acting() {}

  /** Does all that is left of a turn. */
  static void finish(World world, int helm) {
    while (world.helms[helm].busy()) {
      next(world, helm);
    }
  }

  /** Does the next thing that is left of a turn; where that is refused, the turn ends there. */
  static void next(World world, int helm) {
    var before = world.helms[helm];
    var first = before.left().getFirst();
    world.helms[helm] = before.doing(before.next(), before.left().subList(1, before.left().size()));
    if (!perform(world, first, before.next())) {
      world.helms[helm] = world.helms[helm].doing(before.next(), java.util.List.of());
    }
  }

  private static boolean perform(World world, Pending pending, Memory next) {
    if (!pending.holds()) {
      Broken.unless(
          !World.byName(pending.action()),
          "S8: an object is changed that is no longer the one that was seen");
      return true;
    }
    return switch (pending.action()) {
      case Action.Adopt _ -> throw new IllegalStateException("nothing is adopted in these worlds");
      case Action.CreateRecord(int number) -> createRecord(world, number, next);
      case Action.CopyConfiguration(int number) -> world.records[number] != null;
      case Action.StartJob(Step step, int number, long seq) ->
          startJob(world, step, number, (int) seq, next);
      case Action.Deploy(int number, int replicas) -> deploy(world, number, replicas);
      case Action.OpenTraffic(int revision) -> openTraffic(world, revision);
      case Action.Scale(int number, int replicas, String _) -> {
        if (world.fleet(number) != null) {
          world.fleet(number, world.fleet(number).scaled(replicas));
        }
        yield true;
      }
      case Action.StopJob(Step step, int _, long seq, String _, String _) -> {
        var found = Sight.find(world, step, Sight.index(next.trying()), (int) seq);
        if (found >= 0) {
          world.job(found, world.jobs.get(found).suspended());
        }
        yield true;
      }
      case Action.ShareTraffic _ -> selecting(world, World.SHARED);
      case Action.NarrowTraffic(int revision, String _) -> selecting(world, revision);
      case Action.MarkRecord(int number) -> {
        var record = world.records[number];
        if (record != null && record.open() && next.attempt().isPresent()) {
          world.records[number] = marked(record, next);
        }
        yield true;
      }
      case Action.ReopenRecord(int number, var _) -> {
        var record = world.records[number];
        if (record != null && record.held() && next.attempt().isPresent()) {
          world.records[number] =
              next.isBehind(record.seq(), Optional.empty())
                  ? record
                  : marked(record.opened(), next);
        }
        yield true;
      }
      case Action.AnswerRuling(var answer) -> {
        world.ruled = world.ruled.told(Integer.parseInt(answer.text()));
        yield true;
      }
      case Action.CloseRecord(Ending ending) -> {
        var record = world.records[ending.number()];
        if (record != null && (record.open() || record.overruledBy(ending.outcome()))) {
          int serves = next.serving().map(Revision::number).orElse(0);
          world.records[ending.number()] = record.closed(ending.outcome(), ending.reason(), serves);
        }
        yield true;
      }
    };
  }

  private static boolean selecting(World world, int selects) {
    if (world.traffic != World.MISSING) {
      world.traffic(selects);
    }
    return true;
  }

  private static boolean createRecord(World world, int number, Memory next) {
    var attempt = next.trying();
    Broken.unless(number < World.NUMBERS, "L1: one attempt after the other");
    var present = world.records[number];
    if (present != null && present.attempt() != Sight.index(attempt)) {
      return false;
    }
    if (present == null) {
      world.records[number] =
          new Filed(
              Sight.index(attempt),
              Turning.version(attempt.planHash()),
              0,
              0,
              false,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              0);
    }
    return true;
  }

  private static Filed marked(Filed record, Memory next) {
    var attempt = next.trying();
    return next.isBehind(record.seq(), record.phase())
        ? record
        : record.marked(next.phase(), next.seq(), attempt.oldReady(), attempt.schemaChanged());
  }

  private static boolean startJob(World world, Step step, int number, int seq, Memory next) {
    if (world.records[number] == null) {
      return false;
    }
    var attempt = Sight.index(next.trying());
    if (Sight.find(world, step, attempt, seq) < 0) {
      world.jobs.add(Job.ordered(step, attempt, seq));
      world.ruled = step == Step.MIGRATE ? world.ruled.ordering(seq, next.phase()) : world.ruled;
    }
    return true;
  }

  private static boolean deploy(World world, int number, int replicas) {
    if (world.records[number] == null) {
      return false;
    }
    if (world.fleet(number) == null) {
      world.fleet(number, Fleet.asked(replicas));
    }
    return true;
  }

  private static boolean openTraffic(World world, int revision) {
    if (world.records[revision] == null) {
      return false;
    }
    if (world.traffic == World.MISSING) {
      world.traffic(revision);
    }
    return true;
  }
}
