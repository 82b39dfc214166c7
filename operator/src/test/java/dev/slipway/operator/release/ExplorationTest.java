package dev.slipway.operator.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Promoting;
import dev.slipway.operator.release.Phase.Resting;
import dev.slipway.operator.release.Phase.SmokingBack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of walks through a world in which pods start, hang, crash and flap, Jobs end in every
 * way, the operator dies between any two lines, writes are refused and people change their minds.
 * The numbers S1 to L7 are those of the invariants in the design's research.
 */
class ExplorationTest {
  private static final int WALKS = 3_000;
  private static final int TURNS_WITH_FAULTS = 60;
  private static final Duration IN_THE_END = Duration.ofHours(12);

  @Test
  void everyWalkKeepsThePromisesAndComesToRest() {
    var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
    for (var seed = 0; seed < WALKS; seed++) {
      var walk = new Walk(seed);
      walk.goThroughFaults();
      walk.comeToRest();
      walk.world.read().last().ifPresent(end -> outcomes.merge(end.outcome(), 1, Integer::sum));
    }
    assertThat(outcomes).as("every outcome is met").containsOnlyKeys(Outcome.values());
  }

  private static final class Walk {
    private final long seed;
    private final ToyWorld world;
    private final List<String> story = new ArrayList<>();
    private boolean migrating;

    Walk(long seed) {
      this.seed = seed;
      this.world = new ToyWorld(new Random(seed));
    }

    void goThroughFaults() {
      for (var i = 0; i < TURNS_WITH_FAULTS; i++) {
        turn();
      }
    }

    /** L1, L4 and S17: when the faults stop, it rests, and then it does nothing at all. */
    void comeToRest() {
      world.calmDown();
      var end = world.now().plus(IN_THE_END);
      var quiet = 0;
      while (quiet < 3) {
        check(world.now().isBefore(end), "it never comes to rest");
        var turn = turn();
        var idle =
            turn.next().equals(world.read())
                && turn.actions().isEmpty()
                && turn.next().phase() instanceof Resting;
        quiet = idle ? quiet + 1 : 0;
      }
    }

    private Decision turn() {
      var before = world.read();
      migrating = world.migrates();
      try {
        var turn = Protocol.turn(world, world, world);
        story.add(
            "%s %s -> %s %s"
                .formatted(
                    world.now(),
                    before.phase(),
                    turn.decision().next().phase(),
                    turn.decision().actions()));
        judge(turn);
        world.passTime(turn.decision().wake().orElseThrow());
        return turn.decision();
      } catch (ToyWorld.Crash _) {
        story.add(world.now() + " crash in " + before.phase());
        world.passTime(world.now().plusSeconds(20));
        return Decision.of(before.ordering(), Reason.INVALID, "crashed");
      } catch (RuntimeException e) {
        throw new AssertionError(told("it throws"), e);
      }
    }

    private void judge(Protocol.Turn turn) {
      var seen = turn.seen();
      var before = turn.before();
      var decision = turn.decision();
      check(decision.next().seq() >= before.seq(), "S3: the sequence number goes down");
      check(
          !decision.wake().orElseThrow().isAfter(seen.now().plusSeconds(60)),
          "L3: nobody looks for more than a minute");
      if (before.held() && decision.next().held()) {
        check(
            decision.actions().stream()
                .allMatch(a -> a instanceof Action.Scale || a instanceof Action.CloseRecord),
            "S12: a held release is touched");
      }
      for (var action : decision.actions()) {
        judge(action, before, seen);
      }
    }

    private void judge(Action action, Memory before, Observation seen) {
      switch (action) {
        case Action.StartJob(Step step, int number, long seq) -> {
          check(
              !world.seenJobs.contains(new ToyWorld.Job(step, number, seq)),
              "S2: a Job that was seen is ordered again");
          check(
              !migrating || (step != Step.MIGRATE && step != Step.INSPECT),
              "S1: two Jobs of one migration at once");
          check(!goingBack(before) || step == Step.SMOKE_BACK, "S13: forward on the way back");
        }
        case Action.Deploy(int number, int _) ->
            check(!goingBack(before) || number != seen.candidate().number(), "S13: new pods");
        case Action.ShareTraffic _ -> check(!goingBack(before), "S13: traffic to the new version");
        case Action.Scale(int number, int size, String _) -> judgeSize(number, size, before, seen);
        case Action.NarrowTraffic(int revision, String _) -> judgeCut(revision, before, seen);
        case Action.CreateRecord _,
            Action.CopyConfiguration _,
            Action.OpenTraffic _,
            Action.MarkRecord _,
            Action.StopJob _,
            Action.CloseRecord _ -> {}
      }
    }

    /** S6 and S8: no pod is taken away that the load needs. */
    private void judgeSize(int number, int size, Memory before, Observation seen) {
      var revision =
          List.of(seen.candidate(), seen.serving()).stream()
              .filter(w -> w.number() == number)
              .findFirst()
              .or(() -> seen.others().stream().filter(w -> w.number() == number).findFirst())
              .orElseThrow();
      var lost = Math.max(0, revision.ready() - size);
      var left = allReady(seen) - lost;
      var floor = Math.min(seen.replicas(), allReady(seen));
      var intoSize = size == seen.replicas();
      var cutBefore =
          before.serving().isPresent()
              && Serving.isNarrow(before.serving().get().number(), seen)
              && number != seen.serving().number();
      check(
          lost == 0 || intoSize || left >= floor || (cutBefore && seen.serving().ready() > 0),
          "S6: ready pods are taken away: %d of revision %d".formatted(lost, number));
      check(
          !goingBack(before) || number != seen.candidate().number() || size <= revision.desired(),
          "S13: the new version grows on the way back");
    }

    private void judgeCut(int revision, Memory before, Observation seen) {
      check(!goingBack(before) || revision != seen.candidate().number(), "S13: cut to the new");
      var ready =
          revision == seen.candidate().number() ? seen.candidate().ready() : seen.serving().ready();
      var promised = before.phase() instanceof Promoting || before.serving().isEmpty();
      check(ready > 0 || seen.replicas() == 0 || promised, "S8: a cut to nobody");
    }

    private static int allReady(Observation seen) {
      return seen.candidate().ready()
          + seen.serving().ready()
          + seen.others().stream().mapToInt(Workload::ready).sum();
    }

    private static boolean goingBack(Memory memory) {
      return memory.phase() instanceof GoingBack || memory.phase() instanceof SmokingBack;
    }

    private void check(boolean holds, String otherwise) {
      if (!holds) {
        fail(told(otherwise));
      }
    }

    private String told(String what) {
      var last = story.subList(Math.max(0, story.size() - 25), story.size());
      return "walk %d: %s%n%s%n%s".formatted(seed, what, String.join("\n", last), now());
    }

    private Map<String, Object> now() {
      return Map.of(
          "memory", world.read(),
          "replicas", world.replicas(),
          "deployments", world.deployments.values().stream().map(ToyDeployment::seen).toList());
    }
  }
}
