package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Baking;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The smoke test with its login, again and again during the bake: tokens, sessions and keys break
 * where no metric counts it. At most ten times in a bake, and once more before a failure is
 * believed.
 *
 * @param next when it is tried next
 * @param failed tries in a row that failed
 */
public record Relogin(Instant next, int failed) {
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration ONCE_MORE = Duration.ofSeconds(5);
  private static final int PROOF = 2;

  /** The first of a bake that begins now; empty where no login is declared. */
  static Optional<Relogin> first(Plan plan, Instant now) {
    return plan.logsIn() ? Optional.of(new Relogin(now.plus(every(plan)), 0)) : Optional.empty();
  }

  private static Duration every(Plan plan) {
    var tenth = plan.bake().dividedBy(10);
    return tenth.compareTo(SHORTEST) > 0 ? tenth : SHORTEST;
  }

  /** What there is to do about it; empty where the bake goes its way. */
  static Optional<Decision> decide(Baking phase, Memory memory, Plan plan, Observation seen) {
    return phase.relogin().flatMap(login -> login.decided(phase, memory, plan, seen));
  }

  private Optional<Decision> decided(Baking phase, Memory memory, Plan plan, Observation seen) {
    if (failed > 0 && !doubted(phase, seen)) {
      return Optional.of(
          Release.back(
              memory,
              plan,
              seen,
              Reason.AUTH_BROKEN,
              "the login failed during the bake, and trying it once more found no end"));
    }
    return switch (seen.job()) {
      case JobSeen.Foreign(String why) -> Optional.of(Release.nameTaken(memory, seen, why));
      case JobSeen.Ended(Result result) ->
          Optional.of(
              switch (result.verdict()) {
                case DONE -> then(phase, memory, plan, seen, every(plan), 0);
                case UNREACHABLE -> then(phase, memory, plan, seen, pause(plan), failed);
                default -> failing(phase, memory, plan, seen, result.message());
              });
      case JobSeen.Lost _, JobSeen.Stopped _ ->
          Optional.of(then(phase, memory, plan, seen, pause(plan), failed));
      case JobSeen.Absent _ when due(phase, seen) -> Optional.of(start(memory, seen));
      case JobSeen.Absent _, JobSeen.Running _, JobSeen.Unstarted _ -> Optional.empty();
    };
  }

  private Duration pause(Plan plan) {
    return failed > 0 ? ONCE_MORE : every(plan);
  }

  private boolean due(Baking phase, Observation seen) {
    return !seen.now().isBefore(next)
        && seen.replicas() > 0
        && (seen.now().isBefore(phase.until()) || doubted(phase, seen));
  }

  /** It has failed once and the second try is not over: no time to promote. */
  boolean doubted(Baking phase, Observation seen) {
    return failed > 0 && seen.now().isBefore(phase.until().plus(Pace.SMOKE));
  }

  private Decision failing(
      Baking phase, Memory memory, Plan plan, Observation seen, String message) {
    return failed + 1 >= PROOF
        ? Release.back(memory, plan, seen, Reason.AUTH_BROKEN, message)
        : then(phase, memory, plan, seen, ONCE_MORE, failed + 1);
  }

  private static Decision then(
      Baking phase, Memory memory, Plan plan, Observation seen, Duration pause, int failed) {
    var next = new Relogin(seen.now().plus(pause), failed);
    var growth = Growth.after(phase.growth(), plan, seen);
    return Decision.of(
            memory
                .nextSeq()
                .moving(new Baking(phase.until(), phase.extended(), growth, Optional.of(next))),
            Reason.BAKING,
            failed > 0
                ? "the login failed during the bake; it is tried once more"
                : seen.requests().numbers())
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }

  private static Decision start(Memory memory, Observation seen) {
    return Decision.of(memory, Reason.BAKING, "the login is tried again")
        .doing(new Action.StartJob(Step.LOGIN, memory.trying().number(), memory.seq()))
        .wakingAt(seen.now().plus(Pace.GLANCE));
  }
}
