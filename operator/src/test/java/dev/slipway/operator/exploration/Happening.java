package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Instruction.Verb;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets an event happen to a world. */
final class Happening {
  private final World world;
  private final Turning.Order order;

  Happening(World world, Turning.Order order) {
    this.world = world;
    this.order = order;
  }

  /** How many effects a turn would have. */
  static int effects(World world, int helm) {
    var trial = world.copy();
    new Turning(trial, helm, 0, false).take(Turning.REAL);
    return trial.helms[helm].left().size();
  }

  /**
   * Changes the world.
   *
   * @return the turn that was taken, if the event is one
   */
  Optional<Protocol.Turn> happens(Event event) {
    switch (event.kind()) {
      case TURN -> {
        return Optional.of(turn(event));
      }
      case ACT -> Acting.next(world, event.a());
      case DIE -> die(event.a());
      case TICK -> pass(Times.next(world));
      case POD_READY -> world.fleet(event.a(), world.fleet(event.a()).onePodReady());
      case POD_UNREADY -> {
        world.spend(Fault.POD);
        world.fleet(event.a(), world.fleet(event.a()).onePodUnready());
      }
      case POD_CRASHES -> {
        world.spend(Fault.POD);
        world.fleet(event.a(), world.fleet(event.a()).onePodCrashes());
      }
      case PODS_GONE -> world.fleet(event.a(), world.fleet(event.a()).endedPodsGone());
      case RUNNER_STEPS -> Runner.step(world, event.a(), event.b());
      case RUNNER_FAILS -> {
        world.spend(Fault.JOB);
        var job = world.jobs.get(event.a());
        var verdict = Runner.faults(world, job, event.b())[event.c()];
        Runner.end(world, event.a(), event.b(), verdict);
      }
      case RUNNER_DIES -> {
        world.spend(Fault.JOB);
        world.job(event.a(), world.jobs.get(event.a()).with(event.b(), Pod.DEAD));
      }
      case JOB_STARTS_TWICE -> {
        world.spend(Fault.JOB);
        var job = world.jobs.get(event.a());
        world.job(event.a(), job.with(job.first(), Pod.STARTED));
      }
      case METRICS, SPEC, CONFIGURATION, GATE, SCALE -> people(event);
      case ASK -> {
        world.spend(Fault.REQUEST);
        world.asked = world.asked.then(Asked.verb(event.a()), event.b(), event.c());
        world.retried |= world.asked.is(Verb.RETRY);
      }
      case RULE -> {
        world.spend(Fault.RULING);
        world.ruled = world.ruled.then(event.a(), world.database.effects(1) > 0);
      }
      case DELETE_DEPLOYMENT, DELETE_SERVICE, DELETE_RECORD, DELETE_JOB -> delete(event);
      case WIPE -> wipe();
      case REMAKE -> remake();
    }
    return Optional.empty();
  }

  private Protocol.Turn turn(Event event) {
    if (event.b() > 0) {
      world.spend(Fault.STALE_STATUS);
    }
    if (event.c() > 0) {
      world.spend(Fault.STALE_CHILDREN);
    }
    if (event.d() < Event.TO_THE_END) {
      world.spend(Fault.PAUSE);
    }
    var turn = new Turning(world, event.a(), event.b(), event.c() > 0).take(order);
    for (var done = 0; done < event.d() && world.helms[event.a()].busy(); done++) {
      Acting.next(world, event.a());
    }
    return turn;
  }

  private void die(int helm) {
    if (!world.helms[helm].busy()) {
      world.spend(Fault.PAUSE);
    }
    world.helms[helm] = world.helms[helm].dead();
  }

  void pass(int seconds) {
    world.status = Times.earlier(world.status, seconds);
    world.older = world.older.stream().map(m -> Times.earlier(m, seconds)).toList();
    for (var number = 1; number < World.NUMBERS; number++) {
      if (world.fleets[number] != null) {
        world.fleets[number] = world.fleets[number].older(seconds);
      }
      world.before[number] = null;
      if (world.records[number] != null) {
        world.records[number] = world.records[number].older(seconds);
      }
    }
    world.jobs.replaceAll(job -> job.older(seconds));
    for (var helm = 0; helm < 2; helm++) {
      if (world.helms[helm].busy()) {
        world.helms[helm] = world.helms[helm].older(seconds);
      }
    }
  }

  private void people(Event event) {
    switch (event.kind()) {
      case METRICS -> {
        world.spend(Fault.METRIC);
        world.metrics = event.a();
      }
      case SPEC -> {
        world.spend(Fault.SPEC);
        world.version = event.a();
      }
      case CONFIGURATION -> {
        world.spend(Fault.SPEC);
        world.waiting = !world.waiting;
      }
      case GATE -> {
        world.spend(Fault.SPEC);
        world.gated = !world.gated;
      }
      default -> {
        world.spend(Fault.SCALE);
        world.replicas = event.a();
      }
    }
  }

  private void delete(Event event) {
    world.spend(Fault.DELETE);
    switch (event.kind()) {
      case DELETE_DEPLOYMENT -> world.fleet(event.a(), null);
      case DELETE_SERVICE -> world.traffic(World.MISSING);
      case DELETE_RECORD -> world.records[event.a()] = null;
      default -> {
        var job = world.jobs.get(event.a());
        if (job.alive() && job.step() == dev.slipway.operator.release.Step.MIGRATE) {
          // Its pods go on for their grace period; nobody sees them any more.
          world.job(event.a(), job.forgotten());
        } else {
          world.jobs.remove(event.a());
        }
      }
    }
  }

  private void wipe() {
    world.spend(Fault.LOSS);
    world.status = Memory.blank();
    world.older = List.of();
    world.wiped = true;
  }

  /**
   * Children go with their owner; pods of its Jobs may go on for a while, and the database stays.
   */
  private void remake() {
    wipe();
    for (var number = 1; number < World.NUMBERS; number++) {
      world.fleet(number, null);
      world.before[number] = null;
      world.records[number] = null;
    }
    world.traffic(World.MISSING);
    var alive = new ArrayList<Job>();
    for (var job : world.jobs) {
      if (job.alive() && job.step() == dev.slipway.operator.release.Step.MIGRATE) {
        alive.add(job.forgotten());
      }
    }
    world.jobs = alive;
    world.helms[0] = Helm.FRESH;
    world.helms[1] = Helm.FRESH;
  }
}
