package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Smoking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pods are exchanged in steps; no step is taken while the new ones give no good reason for it. */
final class Rollout {
  private Rollout() {}

  static Decision decide(RollingOut phase, Memory memory, Plan plan, Observation seen) {
    var fresh = seen.candidate();
    if (seen.traffic() instanceof Traffic.Foreign(String why, var _)) {
      return Release.nameTaken(memory, seen, why);
    }
    if (fresh.crashing() > 0) {
      return Release.back(memory, plan, seen, Reason.PODS_CRASH, crashStory(fresh));
    }
    if (seen.requests() instanceof Judgement.Fail fail) {
      return Release.back(memory, plan, seen, fail.why(), fail.numbers());
    }
    if (seen.requests() instanceof Judgement.Shared shared) {
      var told = bothSick(phase, memory, plan, seen, shared);
      if (told.isPresent()) {
        return told.get();
      }
    }
    if (memory.paused()) {
      return Pause.holding(memory, seen)
          .doing(fresh.exists() ? pausedTraffic(memory, plan, seen) : Serving.keep(memory, seen))
          .doing(fresh.exists() ? missing(memory, plan, seen) : List.of());
    }
    // Before the deadline is looked at: what was complete in time may be found so only later.
    if (allNew(seen) && oldAside(memory, plan, seen)) {
      return complete(memory, plan, seen);
    }
    var deadline = deadline(phase, plan, seen);
    if (!seen.now().isBefore(deadline)) {
      return late(memory, plan, seen);
    }
    if (!fresh.exists()) {
      return start(memory, plan, seen);
    }
    return Decision.of(memory, Reason.ROLLING_OUT, progress(seen))
        .doing(
            cuts(memory, plan, seen)
                ? Serving.traffic(memory.trying().number(), seen)
                : traffic(memory, seen))
        .doing(sizes(memory, plan, seen))
        .wakingAt(nextLook(plan, seen, deadline));
  }

  static Decision start(Memory memory, Plan plan, Observation seen) {
    var number = memory.trying().number();
    var first = Math.min(seen.replicas(), room(memory, plan, seen, 0, seen.serving().desired()));
    return Decision.of(memory, Reason.ROLLING_OUT, progress(seen))
        .doing(new Action.CopyConfiguration(number), new Action.Deploy(number, first))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  private static boolean allNew(Observation seen) {
    var fresh = seen.candidate();
    return fresh.exists() && fresh.ready() >= seen.replicas() && fresh.desired() == seen.replicas();
  }

  /** Old pods are gone, or get no traffic any more and only stand by. */
  private static boolean oldAside(Memory memory, Plan plan, Observation seen) {
    var old = seen.serving();
    var aside =
        Serving.standsBy(memory, plan)
            ? seen.replicas() == 0 || Serving.isNarrow(memory.trying().number(), seen)
            : old.desired() == 0 && old.ready() == 0;
    return aside && seen.others().isEmpty();
  }

  /** Old pods that stay are left by all traffic at once, where others would go one by one. */
  private static boolean cuts(Memory memory, Plan plan, Observation seen) {
    return Serving.standsBy(memory, plan)
        && seen.replicas() > 0
        && allNew(seen)
        && wellEnough(seen.requests());
  }

  /** A cut is not undone by a pause, nor made. */
  private static List<Action> pausedTraffic(Memory memory, Plan plan, Observation seen) {
    return Serving.standsBy(memory, plan) && Serving.isNarrow(memory.trying().number(), seen)
        ? List.of()
        : traffic(memory, seen);
  }

  /** A first version gets traffic of its own; later ones share it pod by pod. */
  private static List<Action> traffic(Memory memory, Observation seen) {
    var number = memory.trying().number();
    if (memory.serving().isEmpty() && seen.others().isEmpty()) {
      return Serving.traffic(number, seen);
    }
    return switch (seen.traffic()) {
      case Traffic.Narrow(String version, int _) -> List.of(new Action.ShareTraffic(version));
      case Traffic.Missing _ ->
          List.of(new Action.OpenTraffic(memory.serving().map(Revision::number).orElse(number)));
      case Traffic.Shared _, Traffic.Foreign _ -> List.of();
    };
  }

  /**
   * The next sizes: as many new pods as the surge allows, once those before are ready; old pods go
   * as ready ones replace them, and come back at once where too few are ready. What a held release
   * left behind goes too, but for ready pods that the old version cannot stand in for.
   */
  private static List<Action> sizes(Memory memory, Plan plan, Observation seen) {
    var want = seen.replicas();
    var fresh = seen.candidate();
    var old = seen.serving();
    var actions = new ArrayList<Action>();
    var oldWanted = Math.max(0, oldBesides(memory, plan, seen));
    for (var other : seen.others()) {
      var kept = Math.clamp((long) oldWanted - old.ready(), 0, other.ready());
      if (kept != other.desired()) {
        actions.add(new Action.Scale(other.number(), kept, other.seenVersion()));
      }
      oldWanted -= kept;
    }
    if (!wellEnough(seen.requests())) {
      oldWanted = Math.max(oldWanted, old.desired());
    }
    if (old.exists() && old.desired() != oldWanted) {
      actions.add(new Action.Scale(old.number(), oldWanted, old.seenVersion()));
    }
    var taken = Math.max(fresh.desired(), fresh.pods());
    var next = Math.min(want, fresh.desired() + room(memory, plan, seen, taken, oldWanted));
    if (fresh.desired() > want) {
      actions.add(new Action.Scale(fresh.number(), want, fresh.seenVersion()));
    } else if (next > fresh.desired() && mayGrow(plan, seen)) {
      actions.add(new Action.Scale(fresh.number(), next, fresh.seenVersion()));
    }
    return actions;
  }

  /** How many old pods it takes beside the new ones that are ready. */
  private static int oldBesides(Memory memory, Plan plan, Observation seen) {
    return Serving.standsBy(memory, plan)
        ? seen.replicas()
        : seen.replicas() - plan.rolling().maxUnavailable() - seen.candidate().ready();
  }

  /** While nothing goes forward old pods are missing no longer than it takes to start them. */
  private static List<Action> missing(Memory memory, Plan plan, Observation seen) {
    var old = seen.serving();
    var wanted = oldBesides(memory, plan, seen);
    return memory.serving().isPresent() && old.exists() && old.desired() < wanted
        ? List.of(new Action.Scale(old.number(), wanted, old.seenVersion()))
        : List.of();
  }

  /**
   * How many pods may be started; ending ones still hold memory and connections. Beside old pods
   * that all stay there is room for a step at any time.
   */
  private static int room(Memory memory, Plan plan, Observation seen, int taken, int oldWanted) {
    if (Serving.standsBy(memory, plan)) {
      return plan.rolling().atOnce();
    }
    var others = seen.others().stream().mapToInt(Workload::pods).sum();
    var old = Math.max(oldWanted, seen.serving().pods());
    return Math.max(0, seen.replicas() + plan.rolling().maxSurge() - taken - old - others);
  }

  private static boolean mayGrow(Plan plan, Observation seen) {
    return seen.candidate().complete()
        && !seen.now().isBefore(afterDelay(plan, seen.candidate()))
        && wellEnough(seen.requests())
        && !(seen.requests() instanceof Judgement.Blind);
  }

  /** No step is left while the last requests are above the limit. */
  private static boolean wellEnough(Judgement requests) {
    return !(requests instanceof Judgement.Suspect) && !(requests instanceof Judgement.Shared);
  }

  /**
   * The migration's doing is seen soon and ends the rollout: going back would leave the schema that
   * makes the old version sick. What new pods may do to something shared is given as long as
   * unready pods are. The rest is waited for.
   */
  private static Optional<Decision> bothSick(
      RollingOut phase, Memory memory, Plan plan, Observation seen, Judgement.Shared shared) {
    var since = seen.serving().answers().sickSince().orElse(seen.now());
    var lasts = Duration.between(since, seen.now());
    var cause = BothSick.of(phase, memory.trying(), plan, seen);
    if (cause == BothSick.MIGRATION && lasts.compareTo(Pace.OUTAGE) >= 0) {
      return Optional.of(
          Release.end(
              memory,
              seen,
              Outcome.HELD,
              Reason.OLD_VERSION_REJECTS_SCHEMA,
              "both versions fail since the migration (%s); the old one is no way back on this schema. Traffic stays as it is; apply a version that can run on this schema"
                  .formatted(shared.numbers())));
    }
    if (cause == BothSick.NEW_PODS && lasts.compareTo(plan.unhealthyAfter()) >= 0) {
      return Optional.of(
          Release.back(
              memory,
              plan,
              seen,
              shared.why(),
              "both versions fail since new pods came in: " + shared.numbers()));
    }
    return Optional.empty();
  }

  private static Instant afterDelay(Plan plan, Workload fresh) {
    return fresh
        .newestReadyAt()
        .map(ready -> ready.plus(plan.rolling().delay()))
        .orElse(Instant.MIN);
  }

  /**
   * Each new ready pod gives time for the next one, and for the pause before it; but no more than
   * that for each pod, so that pods that come and go do not hold a rollout for ever.
   */
  private static Instant deadline(RollingOut phase, Plan plan, Observation seen) {
    var each = plan.rolling().delay().plus(plan.progressDeadline());
    var byProgress =
        seen.candidate().newestReadyAt().map(ready -> ready.plus(each)).orElse(Instant.MIN);
    var atMost = phase.deadline().plus(each.multipliedBy(seen.replicas()));
    var followed = byProgress.isBefore(atMost) ? byProgress : atMost;
    return followed.isAfter(phase.deadline()) ? followed : phase.deadline();
  }

  private static Instant nextLook(Plan plan, Observation seen, Instant deadline) {
    var soon = seen.now().plus(Pace.GLANCE);
    var delayEnds = afterDelay(plan, seen.candidate());
    var look = delayEnds.isAfter(seen.now()) && delayEnds.isBefore(soon) ? delayEnds : soon;
    return look.isBefore(deadline) ? look : deadline;
  }

  private static Decision complete(Memory memory, Plan plan, Observation seen) {
    if (plan.smokes() && seen.replicas() > 0) {
      return Proof.smoke(memory.moving(new Smoking(seen.now().plus(Pace.SMOKE))), seen);
    }
    return Proof.bake(memory, plan, seen, Reason.BAKING.text());
  }

  private static Decision late(Memory memory, Plan plan, Observation seen) {
    var fresh = seen.candidate();
    if (seen.requests() instanceof Judgement.Blind(String numbers, var _) && fresh.complete()) {
      return Release.end(memory, seen, Outcome.HELD, Reason.BLIND, numbers);
    }
    if (seen.requests() instanceof Judgement.Suspect suspect) {
      return Release.back(memory, plan, seen, suspect.why(), suspect.numbers());
    }
    if (seen.requests() instanceof Judgement.Shared(var _, String numbers, var _)
        && fresh.complete()) {
      return Release.end(memory, seen, Outcome.HELD, Reason.BOTH_SICK, numbers);
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
    return "%d new pods ready, %d old".formatted(seen.candidate().ready(), seen.serving().ready());
  }
}
