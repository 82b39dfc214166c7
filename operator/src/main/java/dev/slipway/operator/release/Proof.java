package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.Promoting;
import dev.slipway.operator.release.Phase.Smoking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** The new version has all pods; it is tried, watched, and then promoted. */
final class Proof {
  private Proof() {}

  static Decision smoking(Smoking phase, Memory memory, Plan plan, Observation seen) {
    var fault = fault(phase.growth(), plan, seen);
    if (fault.isPresent()) {
      return Release.back(memory, plan, seen, fault.get().reason(), fault.get().story());
    }
    if (seen.replicas() == 0) {
      return bake(memory, plan, seen, "no pods are wanted, so there is nothing to try");
    }
    return switch (seen.job()) {
      case JobSeen.Foreign(String why) -> Release.nameTaken(memory, seen, why);
      case JobSeen.Ended(Result result) when result.verdict() == Result.Verdict.DONE ->
          bake(memory, plan, seen, result.message());
      case JobSeen.Ended(Result result)
          when result.verdict() == Result.Verdict.UNREACHABLE
              && timeForMore(phase.retries(), phase.deadline(), seen) ->
          again(phase, memory, seen, result.message());
      case JobSeen.Ended(Result result) ->
          Release.back(memory, plan, seen, Reason.SMOKE_FAILED, result.message());
      case JobSeen.Lost _, JobSeen.Stopped _
          when timeForMore(phase.retries(), phase.deadline(), seen) ->
          again(phase, memory, seen, Reason.SMOKE_UNREACHABLE.text());
      case JobSeen.Absent _
          when seen.now().isBefore(phase.deadline()) && !phase.retries().pausing(seen.now()) ->
          smoke(memory, seen);
      case JobSeen.Absent _, JobSeen.Running _, JobSeen.Unstarted _
          when seen.now().isBefore(phase.deadline()) ->
          smokes(phase, memory, plan, seen);
      case JobSeen.Absent _,
          JobSeen.Lost _,
          JobSeen.Running _,
          JobSeen.Unstarted _,
          JobSeen.Stopped _ ->
          Release.back(
              memory, plan, seen, Reason.SMOKE_FAILED, "the smoke test did not end in time");
    };
  }

  private static Decision smokes(Smoking phase, Memory memory, Plan plan, Observation seen) {
    var growth = Growth.after(phase.growth(), plan, seen);
    return Decision.of(
            memory.moving(new Smoking(phase.deadline(), phase.retries(), growth)),
            Reason.SMOKING,
            Reason.SMOKING.text())
        .doing(Serving.besides(memory, plan, seen))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  /** Whether another Job could begin before the deadline. */
  static boolean timeForMore(Retries retries, Instant deadline, Observation seen) {
    return retries.next(seen.now()).notBefore().isBefore(deadline);
  }

  private static Decision again(Smoking phase, Memory memory, Observation seen, String why) {
    var retries = phase.retries().next(seen.now());
    return Decision.of(
            memory.nextSeq().moving(new Smoking(phase.deadline(), retries, phase.growth())),
            Reason.SMOKE_UNREACHABLE,
            why)
        .wakingAt(retries.notBefore());
  }

  static Decision bake(Memory memory, Plan plan, Observation seen, String message) {
    return Decision.of(
            memory.moving(
                new Baking(
                    seen.now().plus(plan.bake()),
                    false,
                    Optional.empty(),
                    Relogin.first(plan, seen.now()))),
            Reason.BAKING,
            message)
        .wakingAt(seen.now());
  }

  /**
   * Tries the version from outside; a Job of that number that is there already is not made again.
   */
  static Decision smoke(Memory memory, Observation seen) {
    return Decision.of(memory, Reason.SMOKING, Reason.SMOKING.text())
        .doing(new Action.StartJob(Step.SMOKE, memory.trying().number(), memory.seq()))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  static Decision baking(Baking phase, Memory memory, Plan plan, Observation seen) {
    var fault = fault(phase.growth(), plan, seen);
    if (fault.isPresent()) {
      return Release.back(memory, plan, seen, fault.get().reason(), fault.get().story());
    }
    var login = Relogin.decide(phase, memory, plan, seen);
    if (login.isPresent()) {
      return login.get();
    }
    var grown = phase.growing(Growth.after(phase.growth(), plan, seen));
    var sizing = Serving.besides(memory, plan, seen);
    var healthy = seen.candidate().complete() && seen.candidate().ready() > 0;
    var doubted = phase.relogin().filter(again -> again.doubted(phase, seen)).isPresent();
    if (seen.now().isBefore(phase.until()) || doubted || (seen.replicas() > 0 && !healthy)) {
      return Decision.of(memory.moving(grown), Reason.BAKING, seen.requests().numbers())
          .doing(sizing)
          .wakingAt(seen.now().plus(healthy ? Pace.IDLE : Pace.GLANCE))
          .wakingAt(seen.now().isBefore(phase.until()) ? phase.until() : glance(seen))
          .wakingAt(nextLogin(phase, seen));
    }
    if (memory.paused()) {
      return Pause.holding(memory.moving(grown), seen).doing(sizing);
    }
    return switch (seen.requests()) {
      case Judgement.Pass _, Judgement.NotAsked _ -> promote(memory, seen, Reason.PROMOTED);
      case Judgement.NotEnoughData _ -> promote(memory, seen, Reason.PROMOTED_ON_HEALTH_ONLY);
      case Judgement.Fail fail -> Release.back(memory, plan, seen, fail.why(), fail.numbers());
      case Judgement.Suspect _, Judgement.Shared _
          when seen.now().isBefore(phase.until().plus(suspicion(plan))) ->
          Decision.of(memory.moving(grown), Reason.BAKING, seen.requests().numbers())
              .doing(sizing)
              .wakingAt(seen.now().plus(Pace.GLANCE));
      case Judgement.Suspect suspect ->
          Release.back(memory, plan, seen, suspect.why(), suspect.numbers());
      case Judgement.Shared shared ->
          Release.end(memory, seen, Outcome.HELD, Reason.BOTH_SICK, shared.numbers());
      case Judgement.Blind _ when seen.replicas() == 0 ->
          promote(memory, seen, Reason.PROMOTED_ON_HEALTH_ONLY);
      case Judgement.Blind(String numbers, var _) when !phase.extended() ->
          Decision.of(
                  memory.moving(grown.extendedUntil(seen.now().plus(plan.bake()))),
                  Reason.BLIND,
                  numbers)
              .wakingAt(seen.now());
      case Judgement.Blind(String numbers, var _) ->
          Release.end(memory, seen, Outcome.HELD, Reason.BLIND, numbers);
    };
  }

  private static Instant glance(Observation seen) {
    return seen.now().plus(Pace.GLANCE);
  }

  /** A login that is due is waited for by its Job's events. */
  private static Instant nextLogin(Baking phase, Observation seen) {
    return phase
        .relogin()
        .map(Relogin::next)
        .filter(seen.now()::isBefore)
        .orElse(seen.now().plus(Pace.IDLE));
  }

  /** Above the limit for as long as a second bake is proof enough. */
  private static Duration suspicion(Plan plan) {
    return plan.bake().compareTo(Pace.OUTAGE) > 0 ? plan.bake() : Pace.OUTAGE;
  }

  private static Decision promote(Memory memory, Observation seen, Reason reason) {
    return Decision.of(memory.moving(new Promoting(reason)), reason, seen.requests().numbers())
        .wakingAt(seen.now());
  }

  /** A person has seen enough; empty where the version goes back in this very moment. */
  static Optional<Decision> promoted(Instruction.Given given, Memory memory, Observation seen) {
    var fresh = seen.candidate();
    if (fresh.crashing() > 0 || seen.requests() instanceof Judgement.Fail) {
      return Optional.empty();
    }
    if (seen.replicas() > 0 && !(fresh.complete() && fresh.ready() > 0)) {
      return Optional.of(
          Hearing.refused(
              given.text(),
              "%d of %d pods are ready".formatted(fresh.ready(), fresh.desired()),
              memory,
              seen));
    }
    var said = memory.answered(Hearing.answer(given.text(), true, "promoted", seen));
    return Optional.of(promote(said, seen, Reason.PROMOTED_ON_REQUEST));
  }

  static Decision promoting(Promoting phase, Memory memory, Observation seen) {
    var number = memory.trying().number();
    if (seen.traffic() instanceof Traffic.Foreign(String why, var _)) {
      return Release.nameTaken(memory, seen, why);
    }
    var actions = new ArrayList<Action>(Serving.size(seen.candidate(), seen.replicas()));
    if (!Serving.isNarrow(number, seen)) {
      actions.addAll(Serving.traffic(number, seen));
      return Decision.of(memory, phase.reason(), Reason.PROMOTING.text())
          .doing(actions)
          .wakingAt(seen.now().plus(Pace.GLANCE));
    }
    return Release.end(
            memory,
            seen,
            Outcome.SUCCEEDED,
            phase.reason(),
            "version %s serves all traffic".formatted(memory.trying().version()))
        .doing(actions);
  }

  /** As many are ready as before there were to be more, and the new ones still have time. */
  private static boolean onlyGrowing(Optional<Growth> growth, Plan plan, Observation seen) {
    return growth
        .filter(g -> seen.now().isBefore(g.until(plan)))
        .filter(g -> seen.candidate().ready() >= Math.min(g.from(), seen.candidate().desired()))
        .isPresent();
  }

  private record Fault(Reason reason, String story) {}

  private static Optional<Fault> fault(Optional<Growth> growth, Plan plan, Observation seen) {
    var fresh = seen.candidate();
    if (!fresh.exists()) {
      return Optional.of(
          new Fault(Reason.NO_PROGRESS, "the Deployment of the new version is gone"));
    }
    if (fresh.crashing() > 0) {
      return Optional.of(new Fault(Reason.PODS_CRASH, Rollout.crashStory(fresh)));
    }
    if (seen.requests() instanceof Judgement.Fail fail) {
      return Optional.of(new Fault(fail.why(), fail.numbers()));
    }
    var patience =
        fresh.ready() == 0 && Pace.OUTAGE.compareTo(plan.unhealthyAfter()) < 0
            ? Pace.OUTAGE
            : plan.unhealthyAfter();
    return fresh
        .unreadySince()
        .filter(_ -> !onlyGrowing(growth, plan, seen))
        .filter(since -> !seen.now().isBefore(since.plus(patience)))
        .map(since ->
            new Fault(
                Reason.HEALTH_FAILING,
                "%d of %d new pods ready for %s"
                    .formatted(fresh.ready(), fresh.desired(), patience)));
  }
}
