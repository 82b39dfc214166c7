package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import dev.slipway.operator.release.Step;

/** What runners do in the database, one step at a time; the rules of the real runner. */
final class Runner {
  private Runner() {}

  /** Whether a step of this pod can be taken. */
  static boolean canStep(World world, Job job, int pod) {
    return switch (job.pod(pod)) {
      case NONE, ENDED, DEAD -> false;
      case UNSTARTED -> !job.stopped();
      case STARTED -> job.step() != Step.MIGRATE || !locked(world);
      case AT_WORK, IN_STATEMENT, AFTER_STATEMENT, CUT_OFF -> true;
    };
  }

  static void step(World world, int index, int pod) {
    var job = world.jobs.get(index);
    switch (job.pod(pod)) {
      case UNSTARTED -> world.job(index, job.with(pod, Pod.STARTED));
      case STARTED -> {
        switch (job.step()) {
          case MIGRATE -> begin(world, index, pod);
          case INSPECT -> inspect(world, index, pod);
          case CHECK, SMOKE, LOGIN, SMOKE_BACK -> end(world, index, pod, Verdict.DONE);
        }
      }
      case AT_WORK -> work(world, index, pod);
      case IN_STATEMENT -> {
        world.database = world.database.tookHold(1);
        world.job(index, job.with(pod, Pod.AFTER_STATEMENT));
      }
      case AFTER_STATEMENT -> {
        world.database = world.database.written(1, job.attempt());
        world.job(index, job.with(pod, Pod.AT_WORK));
      }
      case CUT_OFF -> end(world, index, pod, Verdict.UNREACHABLE);
      case NONE, ENDED, DEAD -> throw new IllegalStateException("no step for " + job);
    }
  }

  static void end(World world, int index, int pod, Verdict verdict) {
    if (verdict == Verdict.LOCKED_OUT) {
      // Another release had its turn all the time; the ledger says so to other pods of this run.
      world.database = world.database.entered(world.jobs.get(index).seq()).closed();
    }
    end(world, index, pod, verdict, SchemaState.UNKNOWN);
  }

  private static void end(World world, int index, int pod, Verdict verdict, SchemaState state) {
    var job = world.jobs.get(index);
    var database = world.database;
    if (job.pod(pod).holdsLock()) {
      world.database = database.closed();
    }
    world.job(
        index,
        job.ended(
            pod,
            verdict,
            state,
            job.step() == Step.MIGRATE || job.step() == Step.INSPECT
                ? database.appliedBy(job.attempt())
                : 0,
            job.step() == Step.CHECK ? Job.ALL & ~database.rows() : 0,
            verdict == Verdict.FENCED ? database.seq() : 0));
  }

  static boolean locked(World world) {
    return world.jobs.stream().anyMatch(job -> job.first().holdsLock() || job.second().holdsLock());
  }

  private static void begin(World world, int index, int pod) {
    var job = world.jobs.get(index);
    var database = world.database;
    if (job.seq() <= database.seq()) {
      var repeated = job.seq() == database.seq() && job.verdict() != Verdict.UNKNOWN;
      end(world, index, pod, repeated ? job.verdict() : Verdict.FENCED);
      return;
    }
    world.database = database.entered(job.seq());
    world.job(index, job.with(pod, Pod.AT_WORK));
    if (database.unfinished() && world.ruled.seq() == job.seq()) {
      world.database =
          world.ruled.vouched() == 0
              ? world.database.undone()
              : world.database.written(1, job.attempt());
    } else if (database.unfinished()) {
      end(world, index, pod, Verdict.VERIFICATION_FAILED);
    }
  }

  private static void work(World world, int index, int pod) {
    var job = world.jobs.get(index);
    var database = world.database;
    if (!database.running() || database.seq() != job.seq()) {
      end(world, index, pod, Verdict.FENCED);
    } else if (!database.has(0)) {
      world.database = database.tookHold(0).written(0, job.attempt());
      world.job(index, job);
    } else if (!database.has(1)) {
      world.database = database.begun();
      world.job(index, job.with(pod, Pod.IN_STATEMENT));
    } else {
      end(world, index, pod, Verdict.DONE);
    }
  }

  /** The sessions of every run up to this number end, then history and ledger are read. */
  private static void inspect(World world, int index, int pod) {
    var own = world.jobs.get(index);
    world.database =
        own.seq() >= world.database.seq() ? world.database.inspected(own.seq()) : world.database;
    for (var i = 0; i < world.jobs.size(); i++) {
      var job = world.jobs.get(i);
      if (job.seq() <= own.seq()) {
        world.job(i, job.with(cutOff(job.first()), cutOff(job.second())));
      }
    }
    var database = world.database;
    var state =
        locked(world)
            ? SchemaState.STILL_RUNNING
            : database.unfinished()
                ? SchemaState.UNKNOWN
                : database.rows() == Job.ALL
                    ? SchemaState.APPLIED
                    : database.appliedBy(own.attempt()) == 0
                        ? SchemaState.NOTHING_APPLIED
                        : SchemaState.SOME_APPLIED;
    end(world, index, pod, Verdict.DONE, state);
  }

  private static Pod cutOff(Pod pod) {
    return pod.holdsLock() ? Pod.CUT_OFF : pod;
  }

  /** The ways in which a pod may end badly at this point. */
  static Verdict[] faults(World world, Job job, int pod) {
    return switch (job.pod(pod)) {
      case STARTED ->
          switch (job.step()) {
            case CHECK -> new Verdict[] {Verdict.REFUSED, Verdict.UNREACHABLE};
            case MIGRATE ->
                locked(world) || job.seq() <= world.database.seq()
                    ? new Verdict[] {Verdict.LOCK_TIMEOUT}
                    : new Verdict[] {Verdict.LOCK_TIMEOUT, Verdict.LOCKED_OUT};
            case INSPECT -> new Verdict[] {Verdict.UNREACHABLE};
            case SMOKE, LOGIN, SMOKE_BACK ->
                new Verdict[] {Verdict.SMOKE_FAILED, Verdict.UNREACHABLE};
          };
      case AT_WORK ->
          world.database.appliedBy(job.attempt()) == 0
              ? new Verdict[] {Verdict.FAILED, Verdict.UNREACHABLE}
              : new Verdict[] {Verdict.PREFIX_APPLIED, Verdict.UNREACHABLE};
      case NONE, UNSTARTED, IN_STATEMENT, AFTER_STATEMENT, CUT_OFF, ENDED, DEAD -> new Verdict[] {};
    };
  }
}
