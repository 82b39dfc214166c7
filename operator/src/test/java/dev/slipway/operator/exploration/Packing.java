package dev.slipway.operator.exploration;

import dev.slipway.operator.exploration.Helm.Pending;
import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import dev.slipway.operator.release.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A world as bytes, and back. Worlds that nobody can tell apart become the same bytes: the two
 * operators have no names, Jobs no order, and what cannot matter any more is left out.
 */
final class Packing {
  private static final Step[] STEPS = Step.values();
  private static final Pod[] PODS = Pod.values();
  private static final Verdict[] VERDICTS = Verdict.values();
  private static final SchemaState[] STATES = SchemaState.values();
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Reason[] REASONS = Reason.values();

  private Packing() {}

  static byte[] pack(World world) {
    var to = Bytes.empty();
    var memory = world.memory();
    to.put(world.version);
    to.put((world.waiting ? 1 : 0) | (world.gated ? 2 : 0));
    to.put(world.replicas);
    to.put(Sight.watched(memory.phase()) ? world.metrics : 0);
    to.put(world.attempts);
    to.put(world.traffic);
    to.put(world.wiped);
    to.put(world.asked.verb());
    to.put(world.asked.attempt());
    to.put(world.asked.to());
    to.put(world.asked.word());
    world.ruled.write(to);
    to.put(world.retried);
    if (!world.wiped) {
      MemoryPacking.write(to, world.status);
    }
    for (var left : world.left) {
      to.put(left);
    }
    older(to, world);
    for (var number = 1; number < World.NUMBERS; number++) {
      fleets(to, world, number, memory.phase());
      record(to, world, number);
    }
    jobs(to, world, memory);
    database(to, world.database);
    helms(to, world);
    return to.packed();
  }

  private static void older(Bytes to, World world) {
    var kept = world.may(Fault.STALE_STATUS) ? world.older : List.<Memory>of();
    to.put(kept.size());
    kept.forEach(memory -> MemoryPacking.write(to, memory));
  }

  private static void fleets(Bytes to, World world, int number, Phase phase) {
    fleet(to, world.fleets[number], phase);
    var past = world.before[number];
    var same = past == null || past.equals(world.fleets[number]);
    fleet(to, same || !world.may(Fault.STALE_CHILDREN) ? null : past, phase);
  }

  private static void fleet(Bytes to, Fleet fleet, Phase phase) {
    to.put(fleet != null);
    if (fleet != null) {
      var kept =
          fleet.aging(
              phase instanceof Phase.Settling || phase instanceof Phase.RollingOut,
              phase instanceof Phase.Smoking || phase instanceof Phase.Baking);
      to.put(kept.desired());
      to.put((kept.starting() << 4) | kept.ready());
      to.put((kept.crashing() << 4) | kept.ending());
      to.putShort(kept.readyAge());
      to.putShort(kept.unreadyAge());
    }
  }

  private static Fleet fleet(Bytes from) {
    if (!from.yes()) {
      return null;
    }
    var desired = from.get();
    var up = from.get();
    var down = from.get();
    return new Fleet(
        desired, up >> 4, up & 15, down >> 4, down & 15, from.getShort(), from.getShort());
  }

  private static void record(Bytes to, World world, int number) {
    var record = world.records[number];
    to.put(record != null);
    if (record != null) {
      to.put(record.attempt());
      to.put(record.version());
      to.put(record.outcome(), to::put);
      to.put(record.reason(), to::put);
      to.put(record.serving());
      var mirrored = world.wiped || world.may(Fault.LOSS);
      to.put(mirrored);
      if (mirrored) {
        to.put((int) record.seq());
        to.put(record.oldReady());
        to.put(record.schemaChanged());
        to.put(record.phase(), phase -> MemoryPacking.write(to, phase));
      }
    }
  }

  private static Filed record(Bytes from) {
    if (!from.yes()) {
      return null;
    }
    var attempt = from.get();
    var version = from.get();
    var outcome = from.maybe(bytes -> bytes.get(OUTCOMES));
    var reason = from.maybe(bytes -> bytes.get(REASONS));
    var serving = from.get();
    if (!from.yes()) {
      return new Filed(
          attempt, version, 0, 0, false, java.util.Optional.empty(), outcome, reason, serving);
    }
    return new Filed(
        attempt,
        version,
        from.get(),
        from.get(),
        from.yes(),
        from.maybe(MemoryPacking::phase),
        outcome,
        reason,
        serving);
  }

  /** Jobs that no phase asks for any more are left out, but for those that may still write. */
  private static void jobs(Bytes to, World world, Memory memory) {
    var step = Sight.step(memory.phase());
    var kept =
        world.jobs.stream()
            .filter(job ->
                (job.alive() && (job.step() == Step.MIGRATE || job.step() == Step.INSPECT))
                    || (!job.hidden()
                        && job.seq() == memory.seq()
                        && (step.filter(s -> s == job.step()).isPresent()
                            || world.may(Fault.STALE_STATUS)
                            || world.may(Fault.LOSS))))
            .sorted(
                Comparator.comparing(Job::step)
                    .thenComparingInt(Job::attempt)
                    .thenComparingInt(Job::seq)
                    .thenComparing(Job::hidden))
            .toList();
    to.put(kept.size());
    for (var job : kept) {
      to.put(job.step());
      to.put(job.attempt());
      to.put(job.seq());
      to.putShort(job.age());
      to.put((job.stopped() ? 1 : 0) | (job.hidden() ? 2 : 0));
      to.put(job.first());
      to.put(job.second());
      to.put(job.verdict());
      to.put(job.state());
      to.put((job.applied() << 2) | job.pending());
      to.put(job.highest());
    }
  }

  private static Job job(Bytes from) {
    var step = from.get(STEPS);
    var attempt = from.get();
    var seq = from.get();
    var age = from.getShort();
    var flags = from.get();
    var first = from.get(PODS);
    var second = from.get(PODS);
    var verdict = from.get(VERDICTS);
    var state = from.get(STATES);
    var files = from.get();
    return new Job(
        step,
        attempt,
        seq,
        age,
        (flags & 1) != 0,
        first,
        second,
        verdict,
        state,
        files >> 2,
        files & 3,
        from.get(),
        (flags & 2) != 0);
  }

  private static void database(Bytes to, Database database) {
    to.put(database.rows());
    to.put(database.effects());
    to.put(database.by());
    to.put(database.seq());
    to.put(database.running());
    to.put(database.unfinished());
  }

  private static void helms(Bytes to, World world) {
    var packed = new byte[2][];
    for (var i = 0; i < 2; i++) {
      var bytes = Bytes.empty();
      helm(bytes, world.helms[i], world.may(Fault.STALE_STATUS));
      packed[i] = bytes.packed();
    }
    Arrays.sort(packed, Arrays::compare);
    for (var each : packed) {
      for (var one : each) {
        to.put(one);
      }
    }
  }

  private static void helm(Bytes to, Helm helm, boolean stale) {
    to.put(helm.left().size());
    to.put(stale ? helm.behind() : World.HISTORY);
    if (helm.busy()) {
      MemoryPacking.write(to, helm.next());
      helm.left().forEach(pending -> ActionPacking.write(to, pending));
    }
  }

  private static Helm helm(Bytes from) {
    var count = from.get();
    var behind = from.get();
    if (count == 0) {
      return new Helm(behind, Memory.blank(), List.of());
    }
    var next = MemoryPacking.read(from);
    var left = new ArrayList<Pending>(count);
    for (var i = 0; i < count; i++) {
      var holds = from.yes();
      Action action = ActionPacking.read(from);
      left.add(new Pending(action, holds));
    }
    return new Helm(behind, next, left);
  }

  static World unpack(byte[] packed) {
    var from = Bytes.of(packed);
    var world = new World(0, new byte[Fault.values().length]);
    world.version = from.get();
    var missing = from.get();
    world.waiting = (missing & 1) != 0;
    world.gated = (missing & 2) != 0;
    world.replicas = from.get();
    world.metrics = from.get();
    world.attempts = from.get();
    world.traffic = from.get();
    world.wiped = from.yes();
    world.asked = new Asked(from.get(), from.get(), from.get(), from.get());
    world.ruled = Ruled.read(from);
    world.retried = from.yes();
    world.status = world.wiped ? Memory.blank() : MemoryPacking.read(from);
    for (var i = 0; i < world.left.length; i++) {
      world.left[i] = (byte) from.get();
    }
    var older = new ArrayList<Memory>();
    for (var count = from.get(); count > 0; count--) {
      older.add(MemoryPacking.read(from));
    }
    world.older = older;
    for (var number = 1; number < World.NUMBERS; number++) {
      world.fleets[number] = fleet(from);
      world.before[number] = fleet(from);
      world.records[number] = record(from);
    }
    for (var count = from.get(); count > 0; count--) {
      world.jobs.add(job(from));
    }
    var database =
        new Database(from.get(), from.get(), from.get(), from.get(), from.yes(), from.yes());
    world.database = database;
    world.helms = new Helm[] {helm(from), helm(from)};
    return world;
  }
}
