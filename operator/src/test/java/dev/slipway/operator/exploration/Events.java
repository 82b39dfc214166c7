package dev.slipway.operator.exploration;

import static dev.slipway.operator.exploration.Event.TO_THE_END;

import dev.slipway.operator.exploration.Event.Kind;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Instruction.Verb;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Everything that can happen next in a world. */
final class Events {
  private final World world;
  private final List<Event> events = new ArrayList<>();

  private Events(World world) {
    this.world = world;
  }

  static List<Event> possible(World world) {
    var possible = new Events(world);
    possible.operators();
    possible.pods();
    possible.runners();
    possible.people();
    if (Times.next(world) > 0) {
      possible.add(Event.of(Kind.TICK));
    }
    return possible.events;
  }

  private void add(Event event) {
    events.add(event);
  }

  private void operators() {
    for (var helm = 0; helm < 2; helm++) {
      if (world.helms[helm].busy()) {
        add(Event.of(Kind.ACT, helm));
        add(Event.of(Kind.DIE, helm));
      } else if (helm == 0 || !world.helms[0].equals(world.helms[1])) {
        turns(helm);
      }
    }
  }

  private void turns(int helm) {
    add(Event.of(Kind.TURN, helm, 0, 0, TO_THE_END));
    if (world.may(Fault.PAUSE)) {
      var effects = Happening.effects(world, helm);
      for (var stop = 0; stop < effects; stop++) {
        add(Event.of(Kind.TURN, helm, 0, 0, stop));
      }
      if (world.may(Fault.STALE_STATUS) && world.helms[helm].behind() < World.HISTORY) {
        add(Event.of(Kind.DIE, helm));
      }
    }
    if (world.may(Fault.STALE_STATUS)) {
      var most = Math.min(world.helms[helm].behind(), world.older.size());
      for (var behind = 1; behind <= most; behind++) {
        add(Event.of(Kind.TURN, helm, behind, 0, TO_THE_END));
      }
    }
    if (world.may(Fault.STALE_CHILDREN) && hasPast()) {
      add(Event.of(Kind.TURN, helm, 0, 1, TO_THE_END));
    }
  }

  private boolean hasPast() {
    for (var number = 1; number < World.NUMBERS; number++) {
      if (world.before[number] != null && !world.before[number].equals(world.fleets[number])) {
        return true;
      }
    }
    return false;
  }

  private void pods() {
    for (var number = 1; number < World.NUMBERS; number++) {
      var fleet = world.fleets[number];
      if (fleet == null) {
        continue;
      }
      if (fleet.starting() > 0) {
        add(Event.of(Kind.POD_READY, number));
      }
      if (fleet.ending() > 0) {
        add(Event.of(Kind.PODS_GONE, number));
      }
      if (world.may(Fault.POD) && fleet.ready() > 0) {
        add(Event.of(Kind.POD_UNREADY, number));
      }
      if (world.may(Fault.POD) && fleet.starting() + fleet.ready() > 0 && number > 1) {
        add(Event.of(Kind.POD_CRASHES, number));
      }
    }
  }

  private void runners() {
    for (var index = 0; index < world.jobs.size(); index++) {
      var job = world.jobs.get(index);
      for (var pod = 0; pod < 2; pod++) {
        if (Runner.canStep(world, job, pod)) {
          add(Event.of(Kind.RUNNER_STEPS, index, pod));
        }
        if (world.may(Fault.JOB) && job.pod(pod).alive()) {
          for (var choice = 0; choice < Runner.faults(world, job, pod).length; choice++) {
            add(Event.of(Kind.RUNNER_FAILS, index, pod, choice));
          }
          add(Event.of(Kind.RUNNER_DIES, index, pod));
        }
      }
      if (world.may(Fault.JOB)
          && job.step() == Step.MIGRATE
          && job.second() == Pod.NONE
          && !job.stopped()
          && job.first() != Pod.UNSTARTED) {
        add(Event.of(Kind.JOB_STARTS_TWICE, index));
      }
    }
  }

  private void people() {
    if (world.may(Fault.METRIC) && Sight.watched(world.memory().phase())) {
      for (var metrics = 0; metrics < World.METRICS; metrics++) {
        if (metrics != world.metrics) {
          add(Event.of(Kind.METRICS, metrics));
        }
      }
    }
    if (world.may(Fault.SPEC)) {
      for (var version = 1; version <= 3; version++) {
        if (version != world.version) {
          add(Event.of(Kind.SPEC, version));
        }
      }
      add(Event.of(Kind.CONFIGURATION));
      add(Event.of(Kind.GATE));
    }
    if (world.may(Fault.SCALE)) {
      for (var size = 0; size <= 2; size++) {
        if (size != world.replicas) {
          add(Event.of(Kind.SCALE, size));
        }
      }
    }
    if (world.may(Fault.REQUEST)) {
      requests();
    }
    if (world.may(Fault.RULING)) {
      rulings();
    }
    if (world.may(Fault.DELETE)) {
      deletions();
    }
    if (world.may(Fault.LOSS)) {
      add(Event.of(Kind.WIPE));
      add(Event.of(Kind.REMAKE));
    }
  }

  @SuppressWarnings("EnumOrdinal") // packed paths live as long as one run
  private void requests() {
    var memory = world.memory();
    int serving = memory.serving().map(Revision::number).orElse(0);
    int attempt = memory.attempt().map(Attempt::number).orElse(0);
    int last = memory.last().map(Ending::number).orElse(0);
    for (var verb : Verb.values()) {
      for (var number : new TreeSet<>(List.of(serving, attempt, last))) {
        if (number > 0) {
          add(Event.of(Kind.ASK, verb.ordinal(), number, 0));
        }
      }
      if (verb == Verb.ROLLBACK && serving > 1) {
        add(Event.of(Kind.ASK, verb.ordinal(), serving, 1));
      }
    }
  }

  /** There is something to look for only once nobody writes any more. */
  private void rulings() {
    if (world.database.unfinished() && !Runner.locked(world) && world.ruled.answered()) {
      int attempt = world.memory().attempt().map(Attempt::number).orElse(0);
      for (var number = Math.max(1, attempt - 1); number <= attempt; number++) {
        add(Event.of(Kind.RULE, number));
      }
    }
  }

  private void deletions() {
    for (var number = 1; number < World.NUMBERS; number++) {
      if (world.fleets[number] != null) {
        add(Event.of(Kind.DELETE_DEPLOYMENT, number));
      }
      if (world.records[number] != null) {
        add(Event.of(Kind.DELETE_RECORD, number));
      }
    }
    if (world.traffic != World.MISSING) {
      add(Event.of(Kind.DELETE_SERVICE));
    }
    for (var index = 0; index < world.jobs.size(); index++) {
      add(Event.of(Kind.DELETE_JOB, index));
    }
  }
}
