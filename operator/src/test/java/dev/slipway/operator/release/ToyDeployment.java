package dev.slipway.operator.release;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A Deployment with its controller and kubelet, as far as a release can tell. */
final class ToyDeployment {
  /** What pods of a version do once they have started. */
  enum Habit {
    TURNS_READY,
    ONLY_ONE_TURNS_READY,
    HANGS,
    CRASHES,
    FLAPS
  }

  private final int number;
  private final Habit habit;
  private int version = 1;
  private int desired;
  private int starting;
  private int ready;
  private int crashing;
  private int ending;
  private Optional<Instant> newestReadyAt = Optional.empty();
  private Optional<Instant> unreadySince = Optional.empty();

  ToyDeployment(int number, int desired, Habit habit) {
    this.number = number;
    this.habit = habit;
    this.desired = desired;
  }

  static ToyDeployment running(int number, int pods, Habit onRestart) {
    var deployment = new ToyDeployment(number, pods, onRestart);
    deployment.ready = pods;
    return deployment;
  }

  int desired() {
    return desired;
  }

  int ready() {
    return ready;
  }

  int pods() {
    return starting + ready + crashing + ending;
  }

  void scale(int to, String seenVersion) {
    if (seenVersion.equals(resourceVersion())) {
      desired = to;
      version++;
    }
  }

  /** The controller follows; unready pods are the first to go, as in a ReplicaSet. */
  void live(Instant now, RandomGenerator random) {
    ending -= random.nextInt(ending + 1);
    while (starting + ready + crashing > desired) {
      if (starting > 0) {
        starting--;
      } else if (crashing > 0) {
        crashing--;
      } else {
        ready--;
      }
      ending++;
    }
    starting += desired - starting - ready - crashing;
    switch (habit) {
      case TURNS_READY -> turnReady(random.nextInt(starting + 1), now);
      case ONLY_ONE_TURNS_READY -> turnReady(ready == 0 && starting > 0 ? 1 : 0, now);
      case CRASHES -> {
        var ended = random.nextInt(starting + 1);
        starting -= ended;
        crashing += ended;
      }
      case FLAPS -> {
        turnReady(random.nextInt(starting + 1), now);
        var gone = random.nextInt(ready + 1);
        ready -= gone;
        starting += gone;
      }
      case HANGS -> {}
    }
    unreadySince = ready >= desired ? Optional.empty() : Optional.of(unreadySince.orElse(now));
    version++;
  }

  /** A node is lost with one of its pods. */
  void losePod() {
    if (ready > 0) {
      ready--;
    }
  }

  Workload seen() {
    return new Workload(
        number,
        true,
        resourceVersion(),
        desired,
        pods(),
        ready,
        crashing,
        newestReadyAt,
        unreadySince,
        Optional.empty());
  }

  private void turnReady(int count, Instant now) {
    starting -= count;
    ready += count;
    if (count > 0) {
      newestReadyAt = Optional.of(now);
    }
  }

  private String resourceVersion() {
    return number + "/" + version;
  }
}
