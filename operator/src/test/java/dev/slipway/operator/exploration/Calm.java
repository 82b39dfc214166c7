package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Instruction.Verb;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From here on nothing breaks any more and nobody changes their mind: everything comes to rest (L1,
 * L2), the world is as it was asked for (L4), and then nothing is written any more (S17).
 */
final class Calm {
  private static final int TURNS = 1_000;

  /** What the pods of the new version do from now on. */
  enum Weather {
    NEW_PODS_TURN_READY,
    NEW_PODS_HANG,
    NEW_PODS_FAIL_REQUESTS
  }

  private final World world;
  private final Turning.Order order;
  private final Weather weather;
  private final List<Memory> memories = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();

  private Calm(World world, Turning.Order order, Weather weather) {
    this.world = world;
    this.order = order;
    this.weather = weather;
  }

  static void check(World from, Turning.Order order) {
    for (var weather : Weather.values()) {
      new Calm(from.copy(), order, weather).comesToRest();
    }
  }

  private void comesToRest() {
    world.waiting = false;
    world.gated = false;
    world.metrics = weather == Weather.NEW_PODS_FAIL_REQUESTS ? 1 : 0;
    for (var helm = 0; helm < 2; helm++) {
      Acting.finish(world, helm);
    }
    var quiet = 0;
    for (var turn = 0; quiet < 3; turn++) {
      unless(turn < TURNS, "L1: when the faults are over it never comes to rest");
      quiet = turn() ? quiet + 1 : 0;
      if (cannotBeMade()) {
        return;
      }
    }
    asItWasAskedFor();
  }

  /** What serves was deleted together with the record that it takes to make it again. */
  private boolean cannotBeMade() {
    var memory = world.memory();
    int serving = memory.serving().map(Revision::number).orElse(0);
    return memory.phase() instanceof Phase.Resting
        && serving > 0
        && world.records[serving] == null
        && (world.fleets[serving] == null || world.traffic == World.MISSING);
  }

  private void unless(boolean kept, String promise) {
    if (!kept) {
      throw new Broken(promise + ", " + weather + told());
    }
  }

  private String told() {
    var story = new StringBuilder();
    for (var i = Math.max(0, decisions.size() - 30); i < decisions.size(); i++) {
      var decision = decisions.get(i);
      story.append(
          "%n  %s -> %s %s %s"
              .formatted(
                  memories.get(i).phase(),
                  decision.next().phase(),
                  decision.reason(),
                  decision.actions()));
    }
    return story.toString();
  }

  /** Whether there was nothing to do. */
  private boolean turn() {
    var before = world.memory();
    var turn = new Turning(world, 0, 0, false).take(order);
    var decision = turn.decision();
    memories.add(before);
    decisions.add(decision);
    Acting.finish(world, 0);
    unless(world.attempts < World.NUMBERS + 1, "L1: one attempt after the other");
    var quiet =
        turn.accepted()
            && decision.actions().isEmpty()
            && Turning.plain(decision.next()).equals(before)
            && before.phase() instanceof Phase.Resting;
    goOn(decision);
    return quiet;
  }

  private void goOn(Decision decision) {
    if (world.memory().paused()) {
      world.asked = world.asked.then(Verb.RESUME, world.memory().trying().number(), 0);
    }
    var wake = decision.wake().orElse(Times.NOW.plusSeconds(60));
    var seconds = (int) Math.max(1, Duration.between(Times.NOW, wake).toSeconds());
    new Happening(world, order).pass(seconds);
    for (var index = 0; index < world.jobs.size(); index++) {
      for (var pod = 0; pod < 2; pod++) {
        for (var step = 0; step < 12 && Runner.canStep(world, world.jobs.get(index), pod); step++) {
          Runner.step(world, index, pod);
        }
      }
    }
    int candidate =
        world.memory().phase() instanceof Phase.Resting
            ? 0
            : world.memory().attempt().map(a -> a.number()).orElse(0);
    for (var number = 1; number < World.NUMBERS; number++) {
      var fleet = world.fleets[number];
      if (fleet != null) {
        var hangs = weather == Weather.NEW_PODS_HANG && number == candidate;
        var now = hangs ? fleet : fleet.allReady();
        world.fleet(number, now.ending() > 0 ? now.endedPodsGone() : now);
      }
    }
  }

  private void asItWasAskedFor() {
    var memory = world.memory();
    var decision = new Turning(world.copy(), 0, 0, false).take(order).decision();
    honest(memory, decision);
    unless(world.ruled.answered(), "L6: what somebody has decided is never answered");
    if (memory.held()) {
      return;
    }
    var serving = memory.serving().map(Revision::number);
    if (serving.isPresent()) {
      var fleet = Optional.ofNullable(world.fleets[serving.get()]);
      unless(
          fleet.map(f -> f.desired() == world.replicas).orElse(false)
              || world.records[serving.get()] == null,
          "L4: the serving revision has not its size");
      unless(
          world.traffic == serving.get()
              || world.replicas == 0
              || world.records[serving.get()] == null,
          "L4: the Service does not select the serving revision");
      for (var number = 1; number < World.NUMBERS; number++) {
        if (number != serving.get() && world.fleets[number] != null && world.replicas > 0) {
          unless(world.fleets[number].desired() == 0, "L4: pods of another revision stay");
        }
      }
    }
    for (var record : world.records) {
      unless(
          record == null || !record.open() || memory.last().isEmpty(),
          "L6: the record of an attempt that is over stays open");
    }
    memory
        .last()
        .filter(last -> world.records[last.number()] != null)
        .ifPresent(last ->
            unless(
                !world.records[last.number()].overruledBy(last.outcome()),
                "L6: the record calls a version a success that somebody has gone back from"));
  }

  /** C1: ready is said of nothing but the version that is asked for. */
  private void honest(Memory memory, Decision decision) {
    var hash = World.planned(world.version).hash();
    var serves = memory.serving().filter(s -> s.planHash().equals(hash)).isPresent();
    unless(
        (decision.reason() == Reason.UP_TO_DATE) == (serves && !memory.held()),
        "C1: ready is said of a version that does not serve");
    unless(
        serves || memory.failedPlans().contains(hash),
        "L1: it rests, and what is asked for was neither done nor refused");
    unless(
        decision.actions().stream().noneMatch(Action.Order.class::isInstance),
        "S17: it orders at rest");
  }
}
