package dev.slipway.operator.exploration;

import static dev.slipway.operator.exploration.Bending.also;
import static dev.slipway.operator.exploration.Bending.done;
import static dev.slipway.operator.exploration.Bending.failed;
import static dev.slipway.operator.exploration.Bending.open;
import static dev.slipway.operator.exploration.Bending.paused;
import static dev.slipway.operator.exploration.Bending.phase;
import static dev.slipway.operator.exploration.Bending.to;
import static dev.slipway.operator.exploration.Bending.trying;
import static dev.slipway.operator.exploration.Bending.without;
import static dev.slipway.operator.exploration.Bending.working;

import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.JobSeen;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Release;
import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Retries;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Step;
import dev.slipway.operator.release.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Cores with one thing wrong in each: mistakes that operators have really made. */
enum CrippledCore implements Turning.Order {
  FORGETS_THAT_A_PERSON_HAS_PAUSED_IT {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var since = memory.heard().pausedAt();
      var decision = Release.decide(paused(memory, Optional.empty()), seen);
      return since.isPresent() ? to(decision, paused(decision.next(), since)) : decision;
    }
  },

  PASSES_A_CLOSED_GATE {
    @Override
    Decision decide(Memory memory, Observation seen) {
      return Release.decide(memory, open(seen));
    }
  },

  PROMOTES_BEFORE_THE_BAKE_IS_OVER {
    @Override
    Decision decide(Memory memory, Observation seen) {
      return memory.phase() instanceof Phase.Baking
          ? Release.decide(phase(memory, new Phase.Baking(seen.now(), true)), seen)
          : Release.decide(memory, seen);
    }
  },

  RETRIES_A_MIGRATION_WHOSE_END_IS_UNKNOWN {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      return memory.phase() instanceof Phase.Migrating(int tries, boolean _, var _, var _)
              && decision.next().phase() instanceof Phase.Inspecting
          ? to(decision, phase(memory, new Phase.Migrating(tries, false, seen.now())))
          : decision;
    }
  },

  TAKES_A_LOST_MIGRATION_FOR_DONE {
    @Override
    Decision decide(Memory memory, Observation seen) {
      return memory.phase() instanceof Phase.Migrating && seen.job() instanceof JobSeen.Lost
          ? Release.decide(memory, working(seen, done()))
          : Release.decide(memory, seen);
    }
  },

  GOES_ON_AFTER_AN_INSPECTION_THAT_CANNOT_TELL {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      return memory.phase() instanceof Phase.Inspecting
              && seen.job() instanceof JobSeen.Ended(var result)
              && result.state() == SchemaState.UNKNOWN
              && decision.next().held()
          ? to(decision, phase(memory, new Phase.Migrating(1, false, seen.now())))
          : decision;
    }
  },

  LETS_GO_ON_WHAT_IS_HELD_WITHOUT_BEING_TOLD {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var unknown =
          memory.held() && memory.last().orElseThrow().reason() == Reason.MIGRATION_UNKNOWN;
      var on = new Phase.Migrating(1, false, seen.now(), Optional.of(Ruled.acceptance(0)));
      var decision = Release.decide(memory, seen);
      return unknown ? to(decision, phase(decision.next(), on)) : decision;
    }
  },

  NEVER_ANSWERS_A_RULING {
    @Override
    Decision decide(Memory memory, Observation seen) {
      return without(Release.decide(memory, seen), Action.AnswerRuling.class::isInstance);
    }
  },

  MIGRATES_AGAIN_UNDER_THE_SAME_NUMBER {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      return new Decision(
          decision.next(),
          decision.actions().stream()
              .map(action ->
                  action instanceof Action.StartJob(Step step, int number, long seq)
                          && step == Step.MIGRATE
                      ? new Action.StartJob(step, number, seq - 1)
                      : action)
              .toList(),
          decision.reason(),
          decision.message(),
          decision.wake());
    }
  },

  ROLLS_OUT_WITHOUT_SETTLING {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      return decision.next().phase() instanceof Phase.Settling
          ? to(decision, phase(memory, new Phase.RollingOut(seen.now().plusSeconds(90))))
          : decision;
    }
  },

  TRIES_A_FAILED_PLAN_AGAIN_WHEN_THE_SIZE_CHANGES {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var resized = seen.serving().exists() && seen.serving().desired() != seen.replicas();
      return memory.phase() instanceof Phase.Resting && resized
          ? Release.decide(failed(memory, List.of()), seen)
          : Release.decide(memory, seen);
    }
  },

  SCALES_UP_AFTER_THE_WAY_BACK_HAS_BEGUN {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var fresh = seen.candidate();
      return memory.phase() instanceof Phase.GoingBack && fresh.exists()
          ? also(
              Release.decide(memory, seen),
              new Action.Scale(fresh.number(), fresh.desired() + 1, fresh.seenVersion()))
          : Release.decide(memory, seen);
    }
  },

  TAKES_OLD_PODS_BEFORE_NEW_ONES_ARE_READY {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var old = seen.serving();
      return memory.phase() instanceof Phase.RollingOut && seen.candidate().exists()
          ? also(Release.decide(memory, seen), new Action.Scale(old.number(), 0, old.seenVersion()))
          : Release.decide(memory, seen);
    }
  },

  CUTS_OVER_TO_NOBODY {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      int old = memory.serving().map(Revision::number).orElse(0);
      return decision.next().phase() instanceof Phase.GoingBack
          ? also(decision, new Action.NarrowTraffic(old, World.CURRENT))
          : decision;
    }
  },

  TOUCHES_WHAT_IS_HELD {
    @Override
    Decision decide(Memory memory, Observation seen) {
      int old = memory.serving().map(Revision::number).orElse(0);
      return memory.held() && old > 0
          ? also(Release.decide(memory, seen), new Action.NarrowTraffic(old, World.CURRENT))
          : Release.decide(memory, seen);
    }
  },

  FOLLOWS_THE_SPEC_IN_THE_MIDDLE_OF_AN_ATTEMPT {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      return memory.phase() instanceof Phase.RollingOut
              && decision.next().phase() instanceof Phase.RollingOut
              && seen.wish() instanceof Wish.Wanted(var plan)
          ? to(decision, trying(decision.next(), plan.hash()))
          : decision;
    }
  },

  REPEATS_AT_ONCE_WHAT_HAS_JUST_FAILED {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      return decision.next().phase() instanceof Phase.Checking(var deadline, var retries, var _)
              && memory.phase() instanceof Phase.Checking(var _, var before, var _)
              && retries.used() > before.used()
          ? also(
              to(decision, phase(decision.next(), new Phase.Checking(deadline, Retries.NONE))),
              new Action.StartJob(Step.CHECK, memory.trying().number(), decision.next().seq()))
          : decision;
    }
  },

  SLEEPS_FOR_AN_HOUR {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      return decision.next().phase() instanceof Phase.Settling
          ? new Decision(
              decision.next(),
              decision.actions(),
              decision.reason(),
              decision.message(),
              Optional.of(seen.now().plus(Duration.ofHours(1))))
          : decision;
    }
  },

  GIVES_UP_A_MIGRATION_THAT_MAY_STILL_START {
    @Override
    Decision decide(Memory memory, Observation seen) {
      return seen.job() instanceof JobSeen.Unstarted(var _, var _, var why)
              && memory.phase() instanceof Phase.Migrating
          ? Release.decide(memory, working(seen, new JobSeen.Stopped(why)))
          : Release.decide(memory, seen);
    }
  },

  NEVER_CLOSES_ITS_RECORDS {
    @Override
    Decision decide(Memory memory, Observation seen) {
      return without(Release.decide(memory, seen), Action.CloseRecord.class::isInstance);
    }
  },

  LEAVES_THE_PODS_OF_A_FAILED_VERSION {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var fresh = seen.candidate().number();
      var decision = Release.decide(memory, seen);
      return memory.phase() instanceof Phase.GoingBack || memory.phase() instanceof Phase.Resting
          ? without(
              decision,
              action ->
                  action instanceof Action.Scale(int number, int size, var _)
                      && size == 0
                      && (number == fresh || number != seen.serving().number()))
          : decision;
    }
  },

  STARTS_THE_BAKE_ANEW_WITH_EACH_LOOK {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      return memory.phase() instanceof Phase.Baking
              && decision.next().phase() instanceof Phase.Baking
          ? to(
              decision,
              phase(decision.next(), new Phase.Baking(seen.now().plus(Times.BAKE), false)))
          : decision;
    }
  };

  abstract Decision decide(Memory memory, Observation seen);

  @Override
  public Protocol.Turn turn(Turning turning) {
    return Protocol.turn(turning, turning, turning, this::decide);
  }
}
