package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.DryRun;
import dev.slipway.operator.release.Gate;
import dev.slipway.operator.release.JobSeen;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Plan;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Step;
import dev.slipway.operator.release.Traffic;
import dev.slipway.operator.release.Wish;
import dev.slipway.operator.release.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operator sees of a world.
 *
 * @param outdated whether it sees Deployments as they were one change ago
 */
record Sight(World world, boolean outdated) {

  Observation look(Memory memory) {
    int number = memory.attempt().map(Attempt::number).orElse(0);
    int serving = memory.serving().map(Revision::number).orElse(0);
    return new Observation(
        Times.NOW,
        world.waiting
            ? new Wish.Waiting("ConfigMap shop-config")
            : new Wish.Wanted(World.planned(world.version)),
        world.replicas,
        "id-" + world.attempts,
        world.highestNumber(),
        pinned(memory),
        openRecords(memory),
        workload(number),
        workload(serving).answering(answers(memory.phase())),
        others(number, serving),
        traffic(),
        job(memory),
        new DryRun.Accepted(),
        judged(memory.phase()) ? world.judgement() : new Judgement.NotAsked(),
        world.asked.seen(world, memory),
        world.ruled.seen(),
        world.gated ? new Gate.Closed("frozen", Optional.empty()) : new Gate.Open(),
        List.of());
  }

  /** The old version is watched from the migration on. */
  static boolean watched(Phase phase) {
    return judged(phase) || phase instanceof Phase.Settling;
  }

  private Answers answers(Phase phase) {
    return watched(phase) ? world.answers() : Answers.UNSEEN;
  }

  static boolean judged(Phase phase) {
    return phase instanceof Phase.RollingOut
        || phase instanceof Phase.Smoking
        || phase instanceof Phase.Baking;
  }

  static int index(Attempt attempt) {
    return attempt.id().charAt(3) - '0';
  }

  private List<Revision> openRecords(Memory memory) {
    var open = new ArrayList<Revision>(1);
    for (var number = 1; number < World.NUMBERS; number++) {
      var record = world.records[number];
      if (memory.phase() instanceof Phase.Resting
          && record != null
          && (record.open() || toldOtherwise(record, number, memory))) {
        var plan = World.planned(record.version());
        open.add(new Revision(number, plan.version(), plan.hash()));
      }
    }
    return open;
  }

  private static boolean toldOtherwise(Filed record, int number, Memory memory) {
    return memory
        .last()
        .filter(last -> last.number() == number && record.overruledBy(last.outcome()))
        .isPresent();
  }

  private Optional<Plan> pinned(Memory memory) {
    return memory
        .attempt()
        .filter(attempt -> {
          var record = world.records[attempt.number()];
          return record != null && record.attempt() == index(attempt);
        })
        .map(attempt -> World.planned(world.records[attempt.number()].version()));
  }

  private Workload workload(int number) {
    var fleet = fleet(number);
    return fleet == null
        ? Workload.missing(number)
        : fleet.seen(number, fleet.equals(world.fleets[number]));
  }

  private Fleet fleet(int number) {
    var past = world.before[number];
    return outdated && past != null ? past : world.fleets[number];
  }

  private List<Workload> others(int number, int serving) {
    var others = new ArrayList<Workload>(2);
    for (var other = 1; other < World.NUMBERS; other++) {
      if (other != number && other != serving && fleet(other) != null) {
        var seen = workload(other);
        if (seen.desired() > 0) {
          others.add(seen);
        }
      }
    }
    return others;
  }

  private Traffic traffic() {
    return switch (world.traffic) {
      case World.MISSING -> new Traffic.Missing();
      case World.SHARED -> new Traffic.Shared(World.CURRENT);
      default -> new Traffic.Narrow(World.CURRENT, world.traffic);
    };
  }

  private JobSeen job(Memory memory) {
    var step = step(memory.phase());
    if (step.isEmpty()) {
      return new JobSeen.Absent();
    }
    var found = find(world, step.get(), index(memory.trying()), (int) memory.seq());
    return found < 0 ? new JobSeen.Absent() : world.jobs.get(found).seen();
  }

  static int find(World world, Step step, int attempt, int seq) {
    for (var i = 0; i < world.jobs.size(); i++) {
      var job = world.jobs.get(i);
      if (job.step() == step && job.attempt() == attempt && job.seq() == seq && !job.hidden()) {
        return i;
      }
    }
    return -1;
  }

  static Optional<Step> step(Phase phase) {
    return switch (phase) {
      case Phase.Checking _ -> Optional.of(Step.CHECK);
      case Phase.Migrating p -> p.launched() ? Optional.of(Step.MIGRATE) : Optional.empty();
      case Phase.Inspecting _ -> Optional.of(Step.INSPECT);
      case Phase.Smoking _ -> Optional.of(Step.SMOKE);
      case Phase.SmokingBack _ -> Optional.of(Step.SMOKE_BACK);
      case Phase.Baking baking -> baking.relogin().map(_ -> Step.LOGIN);
      case Phase.Resting _,
          Phase.Settling _,
          Phase.RollingOut _,
          Phase.Promoting _,
          Phase.GoingBack _ ->
          Optional.empty();
    };
  }
}
