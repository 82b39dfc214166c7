package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Gate;
import dev.slipway.operator.release.Heard;
import dev.slipway.operator.release.JobSeen;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Result;
import dev.slipway.operator.release.Result.Verdict;
import dev.slipway.operator.release.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decisions, memories and observations with one thing changed. */
final class Bending {
  private Bending() {}

  static Decision to(Decision decision, Memory next) {
    return new Decision(
        next, decision.actions(), decision.reason(), decision.message(), decision.wake());
  }

  static Decision also(Decision decision, Action action) {
    var actions = new ArrayList<Action>(decision.actions());
    actions.add(action);
    return doing(decision, actions);
  }

  static Decision without(Decision decision, Predicate<Action> which) {
    return doing(decision, decision.actions().stream().filter(which.negate()).toList());
  }

  static Decision doing(Decision decision, List<Action> actions) {
    return new Decision(
        decision.next(), actions, decision.reason(), decision.message(), decision.wake());
  }

  static Memory phase(Memory memory, Phase phase) {
    return new Memory(
        phase,
        memory.serving(),
        memory.attempt(),
        memory.failedPlans(),
        memory.seq(),
        memory.intents(),
        memory.last(),
        memory.heard());
  }

  static Memory paused(Memory memory, Optional<Instant> since) {
    return new Memory(
        memory.phase(),
        memory.serving(),
        memory.attempt(),
        memory.failedPlans(),
        memory.seq(),
        memory.intents(),
        memory.last(),
        new Heard(memory.heard().answer(), since, memory.heard().ruling()));
  }

  static Memory failed(Memory memory, List<String> plans) {
    return new Memory(
        memory.phase(),
        memory.serving(),
        memory.attempt(),
        plans,
        memory.seq(),
        memory.intents(),
        memory.last(),
        memory.heard());
  }

  static Memory trying(Memory memory, String planHash) {
    var attempt = memory.trying();
    return new Memory(
        memory.phase(),
        memory.serving(),
        Optional.of(
            Recovered.attempt(
                attempt.number(),
                Sight.index(attempt),
                Turning.version(planHash),
                attempt.oldReady(),
                attempt.schemaChanged())),
        memory.failedPlans(),
        memory.seq(),
        memory.intents(),
        memory.last(),
        memory.heard());
  }

  static Observation judging(Observation seen, Judgement judgement) {
    return seen(seen, seen.serving(), seen.job(), judgement, seen.gate());
  }

  static Observation working(Observation seen, JobSeen job) {
    return seen(seen, seen.serving(), job, seen.requests(), seen.gate());
  }

  /** As if the old version's requests were fine. */
  static Observation well(Observation seen) {
    var serving = seen.serving().answering(Answers.UNSEEN);
    return seen(seen, serving, seen.job(), seen.requests(), seen.gate());
  }

  /** As if every gate were open. */
  static Observation open(Observation seen) {
    return seen(seen, seen.serving(), seen.job(), seen.requests(), new Gate.Open());
  }

  static JobSeen done() {
    return new JobSeen.Ended(Result.of(Verdict.DONE, ""));
  }

  private static Observation seen(
      Observation seen, Workload serving, JobSeen job, Judgement judgement, Gate gate) {
    return new Observation(
        seen.now(),
        seen.wish(),
        seen.replicas(),
        seen.freshId(),
        seen.highestNumber(),
        seen.pinned(),
        seen.openRecords(),
        seen.candidate(),
        serving,
        seen.others(),
        seen.traffic(),
        job,
        seen.dryRun(),
        judgement,
        seen.instruction(),
        seen.ruling(),
        gate,
        seen.changedConfiguration());
  }
}
