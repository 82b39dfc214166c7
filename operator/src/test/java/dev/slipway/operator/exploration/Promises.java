package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Gate;
import dev.slipway.operator.release.Instruction.Verb;
import dev.slipway.operator.release.JobSeen;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import dev.slipway.operator.release.Step;
import dev.slipway.operator.release.Traffic;
import dev.slipway.operator.release.Transitions;
import dev.slipway.operator.release.Wish;
import java.time.Duration;
import java.util.Objects;

/**
 * What holds for every turn, however it was taken. S, L and C are the numbers of the invariants in
 * docs/reliability.md.
 */
final class Promises {
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(60);

  private final World before;
  private final Memory stands;
  private final Protocol.Turn turn;
  private final Memory next;

  private Promises(World before, Protocol.Turn turn) {
    this.before = before;
    this.stands = before.memory();
    this.turn = turn;
    this.next = turn.decision().next();
  }

  /** Checks a turn against the world in which it was taken and the one that it left. */
  static void check(World before, Event event, Protocol.Turn turn, World after) {
    if (!turn.accepted()) {
      Broken.unless(
          !after.helms[event.a()].busy() && event.d() > 0,
          "an operator whose write was refused acts all the same (CAS)");
      return;
    }
    var promises = new Promises(before, turn);
    promises.memory();
    promises.phases();
    promises.migration();
    promises.endings();
    Verdicts.check(before, turn);
    for (var action : turn.decision().actions()) {
      promises.orders(action);
      Sizes.check(stands(before), turn, action);
    }
  }

  private static Memory stands(World before) {
    return before.memory();
  }

  /** Whatever happened: no file takes hold twice, and no two runs write at once. */
  static void check(World world) {
    for (var file = 0; file < 2; file++) {
      Broken.unless(world.database.effects(file) <= 1, "S2: a migration took hold twice");
    }
    var writing = 0;
    for (var job : world.jobs) {
      writing += (job.first().holdsLock() ? 1 : 0) + (job.second().holdsLock() ? 1 : 0);
    }
    Broken.unless(writing <= 1, "S1: two migrations write at once");
  }

  private void memory() {
    Broken.unless(
        turn.decision().wake().filter(at -> !at.isAfter(Times.NOW.plus(LONGEST_SLEEP))).isPresent(),
        "L3: nobody looks again within a minute");
    Broken.unless(next.seq() >= turn.before().seq(), "S3: the sequence number goes down");
    if (!next.equals(turn.before())) {
      Broken.unless(
          turn.before().equals(stands), "a decision on a status that is over was written");
    }
    var old = stands.attempt();
    if (old.isPresent() && !stands.held() && next.attempt().isPresent()) {
      var was = old.get();
      var is = next.trying();
      Broken.unless(
          was.number() == is.number()
              && was.id().equals(is.id())
              && was.planHash().equals(is.planHash()),
          "S10: the plan changes while it is carried out");
    }
  }

  private void phases() {
    var from = turn.before().phase();
    var to = next.phase();
    Broken.unless(
        !turn.before().paused() || !next.paused() || !forward(from, to),
        "S18: forward although a person has paused it");
    Broken.unless(
        !(turn.seen().gate() instanceof Gate.Closed)
            || !(from instanceof Phase.Checking)
            || !forward(from, to),
        "S21: something is changed although a gate is closed");
    Broken.unless(
        !(from instanceof Phase.Resting && to instanceof Phase.GoingBack)
            || before.asked.is(Verb.ROLLBACK),
        "S18: back from what serves although nobody asked for that");
    Broken.unless(
        !(from instanceof Phase.Resting && to instanceof Phase.Migrating) || resolved(),
        "S20: a held migration goes on although nobody who has looked says so");
    Broken.unless(
        from.getClass() == to.getClass()
            || Objects.requireNonNull(Transitions.LEGAL.get(from.getClass()))
                .contains(to.getClass()),
        "S11: %s may not become %s"
            .formatted(from.getClass().getSimpleName(), to.getClass().getSimpleName()));
    if (from instanceof Phase.Resting && to instanceof Phase.Checking) {
      begins(next.trying());
    }
    if (to instanceof Phase.RollingOut && from instanceof Phase.Settling) {
      var old = turn.seen().serving();
      Broken.unless(
          old.ready() >= Math.min(next.trying().oldReady(), old.desired()),
          "S5: it rolls out while the old version is not ready on the new schema");
    }
    if (to instanceof Phase.RollingOut
        && (from instanceof Phase.Migrating || from instanceof Phase.Inspecting)) {
      Broken.unless(next.serving().isEmpty(), "S5: nobody looked how the old version bears it");
    }
    if (from instanceof Phase.Settling settling && to instanceof Phase.RollingOut) {
      Broken.unless(!settling.thenStop(), "S5: half a migration is rolled out");
    }
  }

  private boolean resolved() {
    return stands.held()
        && before.ruled.seen().filter(r -> r.attempt() == stands.trying().number()).isPresent()
        && stands.last().filter(end -> end.reason() == Reason.MIGRATION_UNKNOWN).isPresent();
  }

  private static boolean forward(Phase from, Phase to) {
    return switch (to) {
      case Phase.Migrating _ -> from instanceof Phase.Checking;
      case Phase.RollingOut _ -> from instanceof Phase.Checking || from instanceof Phase.Settling;
      case Phase.Smoking _, Phase.Baking _ -> from instanceof Phase.RollingOut;
      case Phase.Promoting _ -> from instanceof Phase.Baking;
      default -> false;
    };
  }

  private void begins(Attempt attempt) {
    Broken.unless(
        turn.seen().wish() instanceof Wish.Wanted wanted
            && wanted.plan().hash().equals(attempt.planHash()),
        "S10: an attempt at a plan that nobody asks for");
    Broken.unless(
        !stands.failedPlans().contains(attempt.planHash()), "a plan that failed is tried again");
    for (var record : before.records) {
      var failed =
          record != null
              && World.planned(record.version()).hash().equals(attempt.planHash())
              && record.outcome().filter(Promises::failed).isPresent();
      Broken.unless(
          !failed || before.retried,
          "a plan whose record says that it failed is tried again, and nobody asked for that");
    }
    Broken.unless(
        attempt.number() > before.highestNumber(), "S2: an attempt under a number that was used");
  }

  private static boolean failed(Outcome outcome) {
    return outcome == Outcome.FAILED || outcome == Outcome.ROLLED_BACK || outcome == Outcome.HELD;
  }

  private void migration() {
    var from = turn.before().phase();
    var job = turn.seen().job();
    if (from instanceof Phase.Migrating migrating && migrating.launched()) {
      var unknown = job instanceof JobSeen.Lost || job instanceof JobSeen.Absent;
      Broken.unless(
          !unknown || !(next.phase() instanceof Phase.Migrating again) || again.launched(),
          "S2: a migration whose end nobody knows is tried again");
      Broken.unless(
          !unknown || !(next.phase() instanceof Phase.Settling),
          "C5: a migration whose end nobody knows is taken for done");
    }
    if (from instanceof Phase.Inspecting
        && job instanceof JobSeen.Ended(var result)
        && result.verdict() == Verdict.DONE
        && result.state() == SchemaState.UNKNOWN
        && turn.decision().reason() != Reason.REQUEST_REFUSED) {
      Broken.unless(
          next.phase() instanceof Phase.Resting && next.held(),
          "S12: what nobody can say is not held for a person");
    }
  }

  private void endings() {
    if (!(next.phase() instanceof Phase.Resting)
        || turn.before().phase() instanceof Phase.Resting) {
      return;
    }
    var end = next.last().orElseThrow();
    var attempt = turn.before().trying();
    if (end.outcome() == Outcome.FAILED && claimsNothingChanged(end.reason())) {
      Broken.unless(
          before.database.appliedBy(Sight.index(attempt)) == 0,
          "C2: it says that nothing was changed, and something was");
      Broken.unless(
          end.reason() != Reason.MIGRATION_NOT_STARTED
              || before.jobs.stream()
                  .noneMatch(j -> j.step() == Step.MIGRATE && writes(j, attempt)),
          "C2: it says that nothing was changed while something may still change");
    }
    if (end.outcome() == Outcome.SUCCEEDED) {
      Broken.unless(
          turn.seen().traffic() instanceof Traffic.Narrow narrow
              && narrow.revision() == attempt.number(),
          "C1: success while the Service does not select the new version alone");
    }
    if (end.outcome() == Outcome.ROLLED_BACK) {
      Broken.unless(
          turn.before().phase() instanceof Phase.GoingBack
              || turn.before().phase() instanceof Phase.SmokingBack,
          "C1: rolled back without going back");
    }
  }

  private static boolean writes(Job job, Attempt attempt) {
    return job.attempt() == Sight.index(attempt) && job.alive();
  }

  private static boolean claimsNothingChanged(Reason reason) {
    return switch (reason) {
      case MIGRATION_FAILED,
          MIGRATION_NOT_STARTED,
          MIGRATION_LOCKED_OUT,
          MIGRATION_PLAN_DIFFERS,
          CHECK_REFUSED,
          CHECK_TIMED_OUT ->
          true;
      default -> false;
    };
  }

  private void orders(Action action) {
    if (stands.held() && turn.decision().reason() != Reason.ROLLBACK_REQUESTED) {
      Broken.unless(
          action instanceof Action.Scale
              || action instanceof Action.CloseRecord
              || action instanceof Action.AnswerRuling
              || (action instanceof Action.ReopenRecord && resolved())
              || action instanceof Action.CreateRecord,
          "S12: a held release is touched");
    }
    if (!(action instanceof Action.StartJob(Step step, int _, long seq))) {
      return;
    }
    var job = turn.seen().job();
    var same =
        seq == turn.before().seq()
            && Sight.step(turn.before().phase()).filter(step::equals).isPresent();
    Broken.unless(
        !same || job instanceof JobSeen.Absent, "S2: a Job that was seen is ordered again");
    Broken.unless(
        (step != Step.MIGRATE && step != Step.INSPECT) || !(job instanceof JobSeen.Running),
        "S1: a second Job of a migration that still runs");
    if (step == Step.MIGRATE) {
      Broken.unless(seq > turn.before().seq(), "S3: a migration under a number that was given out");
    }
    var failed =
        job instanceof JobSeen.Lost
            || (job instanceof JobSeen.Ended(var result)
                && result.verdict() == Verdict.UNREACHABLE);
    Broken.unless(
        !failed || step == Step.INSPECT, "S17: what has just failed is repeated without a pause");
  }
}
