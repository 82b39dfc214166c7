package dev.slipway.operator.exploration;

import dev.slipway.operator.exploration.Helm.Pending;
import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Plan;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Rolling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Everything there is at one moment. */
@SuppressWarnings("EnumOrdinal") // packed states live as long as one run
final class World {
  static final String CURRENT = "current";
  static final String OUTDATED = "outdated";

  /** Where nobody cares whether an object has changed; no real operator does so. */
  static final String ANY = "any";

  /** Versions of a status that a cache may be behind. */
  static final int HISTORY = 2;

  static final int NUMBERS = 8;

  /** What the metrics may say. */
  static final int METRICS = 7;

  private static final int SICK_FOR_LONG = 5;
  private static final int SICK_NOW = 6;
  static final int MISSING = 0;
  static final int SHARED = -1;

  private static final Plan[] PLANS = {plan(1), plan(2), plan(3)};

  int version = 2;
  boolean waiting;

  /** Whether an approval is missing or the time is frozen. */
  boolean gated;

  int replicas;
  int metrics;
  int attempts = 1;
  int traffic = MISSING;
  boolean wiped;
  Asked asked = Asked.NOTHING;

  Ruled ruled = Ruled.NOTHING;

  /** Whether somebody has ever asked for a plan that failed to be tried once more. */
  boolean retried;

  Memory status = Memory.blank();
  List<Memory> older = List.of();
  Fleet[] fleets = new Fleet[NUMBERS];
  Fleet[] before = new Fleet[NUMBERS];
  Filed[] records = new Filed[NUMBERS];
  List<Job> jobs = new ArrayList<>();
  Database database = Database.EMPTY;
  Helm[] helms = {Helm.FRESH, Helm.FRESH};
  byte[] left;

  World(int replicas, byte[] left) {
    this.replicas = replicas;
    this.left = left;
  }

  static World nothingReleased(Bounds bounds) {
    return new World(bounds.replicas(), bounds.budget());
  }

  static World firstVersionServes(Bounds bounds) {
    var world = nothingReleased(bounds);
    var first = new Revision(1, "v1", "plan-1");
    world.status =
        new Memory(
            Memory.blank().phase(),
            Optional.of(first),
            Optional.empty(),
            List.of(),
            0,
            0,
            Optional.empty());
    world.fleets[1] = Fleet.running(bounds.replicas());
    world.records[1] =
        new Filed(
            0,
            1,
            0,
            0,
            false,
            Optional.of(world.status.phase()),
            Optional.of(dev.slipway.operator.release.Outcome.SUCCEEDED),
            Optional.of(dev.slipway.operator.release.Reason.PROMOTED),
            1);
    world.traffic = 1;
    return world;
  }

  World copy() {
    var copy = new World(replicas, left.clone());
    copy.version = version;
    copy.waiting = waiting;
    copy.gated = gated;
    copy.metrics = metrics;
    copy.attempts = attempts;
    copy.traffic = traffic;
    copy.wiped = wiped;
    copy.asked = asked;
    copy.ruled = ruled;
    copy.retried = retried;
    copy.status = status;
    copy.older = older;
    copy.fleets = fleets.clone();
    copy.before = before.clone();
    copy.records = records.clone();
    copy.jobs = new ArrayList<>(jobs);
    copy.database = database;
    copy.helms = helms.clone();
    return copy;
  }

  /** What the operator remembers now, read again from what is left where the status was wiped. */
  Memory memory() {
    return wiped ? Recovered.memory(this) : status;
  }

  Fleet fleet(int number) {
    return fleets[number];
  }

  void fleet(int number, Fleet now) {
    if (now == null || !now.equals(fleets[number])) {
      before[number] = fleets[number];
      fleets[number] = now;
      outdate(action -> action instanceof Action.Scale scale && scale.number() == number);
    }
  }

  void traffic(int selects) {
    traffic = selects;
    outdate(
        action -> action instanceof Action.ShareTraffic || action instanceof Action.NarrowTraffic);
  }

  void job(int index, Job now) {
    jobs.set(index, now);
    outdate(Action.StopJob.class::isInstance);
  }

  /** A new version of the status stands; the other operator may go on seeing the old ones. */
  void write(Memory next, int by) {
    var history = new ArrayList<Memory>();
    history.add(memory());
    history.addAll(older);
    older = List.copyOf(history.subList(0, Math.min(HISTORY, history.size())));
    status = next;
    wiped = false;
    for (var i = 0; i < helms.length; i++) {
      helms[i] = i == by ? helms[i].wrote() : helms[i].someoneWrote();
    }
  }

  private void outdate(Predicate<Action> concerned) {
    for (var i = 0; i < helms.length; i++) {
      if (helms[i].busy()) {
        helms[i] =
            helms[i].doing(
                helms[i].next(),
                helms[i].left().stream()
                    .map(p -> concerned.test(p.action()) ? new Pending(p.action(), false) : p)
                    .toList());
      }
    }
  }

  static boolean byName(Action action) {
    return switch (action) {
      case Action.Scale scale -> scale.seenVersion().equals(ANY);
      case Action.ShareTraffic share -> share.seenVersion().equals(ANY);
      case Action.NarrowTraffic narrow -> narrow.seenVersion().equals(ANY);
      default -> false;
    };
  }

  boolean may(Fault fault) {
    return left[fault.ordinal()] > 0;
  }

  void spend(Fault fault) {
    left[fault.ordinal()]--;
  }

  int highestNumber() {
    var highest = status.last().map(end -> end.number()).orElse(0);
    for (var number = NUMBERS - 1; number > highest; number--) {
      if (fleets[number] != null || records[number] != null) {
        return number;
      }
    }
    return highest;
  }

  Judgement judgement() {
    return switch (metrics) {
      case 0 -> new Judgement.Pass("0 %");
      case 1 -> new Judgement.Fail("20 %");
      case 2 -> new Judgement.Suspect("7 %");
      case 3 -> new Judgement.Blind("no answer");
      case SICK_FOR_LONG, SICK_NOW -> new Judgement.Shared("7 %, the old version too");
      default -> new Judgement.NotEnoughData("3 requests");
    };
  }

  /** The old version is above its limit, for an hour or since this moment, or it is well. */
  Answers answers() {
    return switch (metrics) {
      case SICK_FOR_LONG -> sick(Times.NOW.minusSeconds(3600));
      case SICK_NOW -> sick(Times.NOW);
      default -> Answers.UNSEEN;
    };
  }

  private static Answers sick(Instant since) {
    return new Answers(100, 7, Optional.empty(), Optional.of(since));
  }

  static Plan planned(int version) {
    return PLANS[version - 1];
  }

  private static Plan plan(int version) {
    return new Plan(
        "plan-" + version,
        "v" + version,
        version > 1,
        true,
        new Rolling(1, 0, Duration.ZERO),
        true,
        Times.UNHEALTHY,
        Times.BAKE,
        Times.PROGRESS,
        true,
        version == 2,
        version == 3);
  }
}
