package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Smoking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pods are exchanged in steps; no step is taken while the new ones give no good reason for it. */
final class Rollout {
  private Rollout() {}

  static Decision decide(RollingOut phase, Memory memory, Plan plan, Observation seen) {
    var number = memory.trying().number();
    var fresh = seen.candidate();
    if (!fresh.exists()) {
      var first = firstSize(memory, plan, seen);
      return Decision.of(memory, Reason.ROLLING_OUT, "first pods of revision " + number)
          .doing(new Action.Deploy(number, first))
          .wakingAt(seen.now().plus(Pace.GLANCE));
    }
    if (fresh.crashing() > 0) {
      return Release.back(memory, plan, seen, Reason.PODS_CRASH, crashStory(fresh));
    }
    if (seen.requests() instanceof Judgement.Fail(String numbers)) {
      return Release.back(memory, plan, seen, Reason.ERROR_RATE, numbers);
    }
    var deadline = deadline(phase, fresh, plan);
    if (!seen.now().isBefore(deadline)) {
      return late(memory, plan, seen);
    }
    if (fresh.ready() >= seen.replicas() && fresh.desired() == seen.replicas() && oldGone(seen)) {
      return complete(memory, plan, seen);
    }
    return Decision.of(memory, Reason.ROLLING_OUT, progress(seen))
        .doing(traffic(number, memory, seen))
        .doing(sizes(plan, seen))
        .wakingAt(nextLook(plan, seen, deadline));
  }

  private static int firstSize(Memory memory, Plan plan, Observation seen) {
    return memory.serving().isEmpty() || seen.serving().desired() == 0
        ? seen.replicas()
        : Math.min(seen.replicas(), Math.max(1, plan.rolling().maxSurge()));
  }

  private static boolean oldGone(Observation seen) {
    return seen.serving().desired() == 0 && seen.serving().ready() == 0;
  }

  /** A first version gets traffic of its own; later ones share it pod by pod. */
  private static List<Action> traffic(int number, Memory memory, Observation seen) {
    if (memory.serving().isEmpty()) {
      return Serving.traffic(number, seen);
    }
    return seen.traffic() instanceof Traffic.Narrow(String version, int _)
        ? List.of(new Action.ShareTraffic(version))
        : seen.traffic() instanceof Traffic.Missing
            ? List.of(new Action.OpenTraffic(memory.serving().get().number()))
            : List.of();
  }

  /**
   * The next sizes: as many new pods as the surge allows, once those before are ready; old pods go
   * as ready ones replace them, and come back at once where too few are ready.
   */
  private static List<Action> sizes(Plan plan, Observation seen) {
    var want = seen.replicas();
    var fresh = seen.candidate();
    var old = seen.serving();
    var actions = new ArrayList<Action>();
    var floor = want - plan.rolling().maxUnavailable();
    var oldWanted = Math.max(0, floor - fresh.ready());
    if (seen.requests() instanceof Judgement.Suspect) {
      oldWanted = Math.max(oldWanted, old.desired());
    }
    if (old.exists() && old.desired() != oldWanted) {
      actions.add(new Action.Scale(old.number(), oldWanted, old.seenVersion()));
    }
    for (var other : seen.others()) {
      actions.add(new Action.Scale(other.number(), 0, other.seenVersion()));
    }
    var room = want + plan.rolling().maxSurge() - fresh.desired() - Math.max(oldWanted, old.pods());
    var next = Math.min(want, fresh.desired() + Math.max(0, room));
    if (fresh.desired() > want) {
      actions.add(new Action.Scale(fresh.number(), want, fresh.seenVersion()));
    } else if (next > fresh.desired() && mayGrow(plan, seen)) {
      actions.add(new Action.Scale(fresh.number(), next, fresh.seenVersion()));
    }
    return actions;
  }

  private static boolean mayGrow(Plan plan, Observation seen) {
    return seen.candidate().complete()
        && !seen.now().isBefore(afterDelay(plan, seen.candidate()))
        && !(seen.requests() instanceof Judgement.Suspect)
        && !(seen.requests() instanceof Judgement.Blind);
  }

  private static Instant afterDelay(Plan plan, Workload fresh) {
    return fresh
        .newestReadyAt()
        .map(ready -> ready.plus(plan.rolling().delay()))
        .orElse(Instant.MIN);
  }

  private static Instant deadline(RollingOut phase, Workload fresh, Plan plan) {
    var byProgress =
        fresh.newestReadyAt().map(ready -> ready.plus(plan.progressDeadline())).orElse(Instant.MIN);
    return byProgress.isAfter(phase.deadline()) ? byProgress : phase.deadline();
  }

  private static Instant nextLook(Plan plan, Observation seen, Instant deadline) {
    var soon = seen.now().plus(Pace.GLANCE);
    var delayEnds = afterDelay(plan, seen.candidate());
    var look = delayEnds.isAfter(seen.now()) && delayEnds.isBefore(soon) ? delayEnds : soon;
    return look.isBefore(deadline) ? look : deadline;
  }

  private static Decision complete(Memory memory, Plan plan, Observation seen) {
    if (plan.smokes()) {
      return Decision.of(
              memory.moving(new Smoking(seen.now().plus(Pace.SMOKE))),
              Reason.SMOKING,
              Reason.SMOKING.text())
          .wakingAt(seen.now());
    }
    return Decision.of(
            memory.moving(new Baking(seen.now().plus(plan.bake()), false)),
            Reason.BAKING,
            Reason.BAKING.text())
        .wakingAt(seen.now());
  }

  private static Decision late(Memory memory, Plan plan, Observation seen) {
    var fresh = seen.candidate();
    if (seen.requests() instanceof Judgement.Blind(String numbers) && fresh.complete()) {
      return Release.end(memory, seen, Outcome.HELD, Reason.BLIND, numbers);
    }
    var story =
        "%d of %d new pods became ready within %s%s"
            .formatted(
                fresh.ready(),
                fresh.desired(),
                plan.progressDeadline(),
                fresh.trouble().map(t -> ": " + t).orElse(""));
    return Release.back(memory, plan, seen, Reason.NO_PROGRESS, story);
  }

  static String crashStory(Workload fresh) {
    return "%d of %d new pods end on their own%s"
        .formatted(
            fresh.crashing(), fresh.desired(), fresh.trouble().map(t -> ": " + t).orElse(""));
  }

  private static String progress(Observation seen) {
    return "%d new pods ready, %d old"
        .formatted(seen.candidate().ready(), seen.serving().ready());
  }
}
