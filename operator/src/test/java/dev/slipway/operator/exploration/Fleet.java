package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Workload;
import java.util.Optional;

/**
 * A Deployment with its controller and kubelet; equal pods are only counted.
 *
 * @param readyAge seconds since the last pod turned ready; {@link #NEVER} before the first
 * @param unreadyAge seconds since fewer are ready than desired; {@link #NEVER} where all are
 */
record Fleet(
    int desired, int starting, int ready, int crashing, int ending, int readyAge, int unreadyAge) {
  static final int NEVER = -1;

  /** Ages beyond this make no difference to anybody. */
  static final int OLDEST = 200;

  static Fleet asked(int pods) {
    return new Fleet(pods, pods, 0, 0, 0, NEVER, pods > 0 ? 0 : NEVER);
  }

  static Fleet running(int pods) {
    return new Fleet(pods, 0, pods, 0, 0, OLDEST, NEVER);
  }

  int pods() {
    return starting + ready + crashing + ending;
  }

  /** Unready pods are the first to go, as in a ReplicaSet. */
  Fleet scaled(int to) {
    var surplus = Math.max(0, starting + ready + crashing - to);
    var fromStarting = Math.min(surplus, starting);
    var fromCrashing = Math.min(surplus - fromStarting, crashing);
    var fromReady = surplus - fromStarting - fromCrashing;
    var more = Math.max(0, to - starting - ready - crashing);
    return counted(
        to,
        starting - fromStarting + more,
        ready - fromReady,
        crashing - fromCrashing,
        ending + surplus,
        readyAge);
  }

  Fleet onePodReady() {
    return counted(desired, starting - 1, ready + 1, crashing, ending, 0);
  }

  Fleet onePodUnready() {
    return counted(desired, starting + 1, ready - 1, crashing, ending, readyAge);
  }

  Fleet onePodCrashes() {
    return starting > 0
        ? counted(desired, starting - 1, ready, crashing + 1, ending, readyAge)
        : counted(desired, starting, ready - 1, crashing + 1, ending, readyAge);
  }

  Fleet endedPodsGone() {
    return counted(desired, starting, ready, crashing, 0, readyAge);
  }

  Fleet allReady() {
    return starting + crashing == 0
        ? this
        : counted(desired, 0, starting + ready + crashing, 0, ending, 0);
  }

  private Fleet counted(int wanted, int starts, int isReady, int crashes, int ends, int age) {
    var unready = isReady >= wanted ? NEVER : Math.max(0, unreadyAge);
    return new Fleet(wanted, starts, isReady, crashes, ends, isReady == 0 ? NEVER : age, unready);
  }

  Fleet older(int seconds) {
    return new Fleet(
        desired,
        starting,
        ready,
        crashing,
        ending,
        older(readyAge, seconds),
        older(unreadyAge, seconds));
  }

  private static int older(int age, int seconds) {
    return age == NEVER ? NEVER : Math.min(OLDEST, age + seconds);
  }

  /** Ages that the present phase does not ask for are forgotten. */
  Fleet aging(boolean readiness, boolean unreadiness) {
    return new Fleet(
        desired,
        starting,
        ready,
        crashing,
        ending,
        readiness || readyAge == NEVER ? readyAge : OLDEST,
        unreadiness || unreadyAge == NEVER ? unreadyAge : 0);
  }

  Workload seen(int number, boolean current) {
    return new Workload(
        number,
        true,
        current ? World.CURRENT : World.OUTDATED,
        desired,
        pods(),
        ready,
        crashing,
        at(readyAge),
        at(unreadyAge),
        Optional.empty());
  }

  private static Optional<java.time.Instant> at(int age) {
    return age == NEVER ? Optional.empty() : Optional.of(Times.NOW.minusSeconds(age));
  }
}
