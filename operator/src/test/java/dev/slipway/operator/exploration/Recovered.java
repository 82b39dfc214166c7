package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The memory after the status was wiped, from records and Jobs; the same rules as in the shell's
 * {@code Recovery}, which reads them from Kubernetes objects.
 */
final class Recovered {
  private Recovered() {}

  static Memory memory(World world) {
    var newest = newest(world);
    if (newest == 0) {
      return Memory.blank();
    }
    var record = world.records[newest];
    var inFlight = record.open();
    var held = record.outcome().filter(Outcome.HELD::equals).isPresent();
    return new Memory(
        inFlight
            ? record.phase().orElse(new Phase.Checking(Times.NOW.plus(Duration.ofMinutes(5))))
            : new Phase.Resting(),
        serving(world),
        inFlight || held ? Optional.of(attempt(newest, record)) : Optional.empty(),
        failed(world),
        seq(world),
        0,
        last(world, newest));
  }

  private static int newest(World world) {
    for (var number = World.NUMBERS - 1; number > 0; number--) {
      if (world.records[number] != null) {
        return number;
      }
    }
    return 0;
  }

  static Attempt attempt(int number, Filed record) {
    return attempt(
        number, record.attempt(), record.version(), record.oldReady(), record.schemaChanged());
  }

  static Attempt attempt(int number, int index, int version, int oldReady, boolean changed) {
    var plan = World.planned(version);
    return new Attempt(
        number, "id-" + index, plan.version(), plan.hash(), Times.NOW, oldReady, changed);
  }

  private static Optional<Revision> serving(World world) {
    var next = newestEnded(world);
    for (var followed = 0; next > 0 && !succeeded(world, next); followed++) {
      next = followed < World.NUMBERS && ended(world, next) ? world.records[next].serving() : 0;
    }
    var number = next > 0 ? next : newestSuccess(world);
    if (number == 0) {
      return Optional.empty();
    }
    var plan = World.planned(world.records[number].version());
    return Optional.of(new Revision(number, plan.version(), plan.hash()));
  }

  private static int newestEnded(World world) {
    for (var number = World.NUMBERS - 1; number > 0; number--) {
      if (ended(world, number)) {
        return number;
      }
    }
    return 0;
  }

  private static int newestSuccess(World world) {
    for (var number = World.NUMBERS - 1; number > 0; number--) {
      if (succeeded(world, number)) {
        return number;
      }
    }
    return 0;
  }

  private static boolean ended(World world, int number) {
    return world.records[number] != null && world.records[number].outcome().isPresent();
  }

  private static boolean succeeded(World world, int number) {
    return world.records[number] != null
        && world.records[number].outcome().filter(Outcome.SUCCEEDED::equals).isPresent();
  }

  private static List<String> failed(World world) {
    var failed = new ArrayList<String>();
    for (var record : world.records) {
      if (record != null && record.outcome().isPresent()) {
        var hash = World.planned(record.version()).hash();
        failed.remove(hash);
        switch (record.outcome().get()) {
          case ROLLED_BACK, FAILED, HELD -> failed.add(hash);
          case SUCCEEDED, SUPERSEDED -> {}
        }
      }
    }
    return failed;
  }

  private static long seq(World world) {
    var seq = 0L;
    for (var record : world.records) {
      seq = record == null ? seq : Math.max(seq, record.seq());
    }
    for (var job : world.jobs) {
      seq = job.hidden() ? seq : Math.max(seq, job.seq());
    }
    return seq;
  }

  private static Optional<Ending> last(World world, int newest) {
    for (var number = newest; number > 0; number--) {
      var record = world.records[number];
      if (record != null && record.outcome().isPresent()) {
        return Optional.of(
            new Ending(
                number,
                World.planned(record.version()).version(),
                record.outcome().get(),
                record.reason().orElse(Reason.PROMOTED),
                "",
                Times.NOW));
      }
    }
    return Optional.empty();
  }
}
