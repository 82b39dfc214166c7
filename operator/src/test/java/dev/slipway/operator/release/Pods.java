package dev.slipway.operator.release;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A Deployment as it is seen: {@code Pods.of(2).wanted(3).ready(1)}. */
final class Pods {
  private final int number;
  private int desired;
  private int pods;
  private int ready;
  private int crashing;
  private Optional<Instant> newestReadyAt = Optional.empty();
  private Optional<Instant> unreadySince = Optional.empty();
  private Optional<String> trouble = Optional.empty();

  private Pods(int number) {
    this.number = number;
  }

  static Pods of(int revision) {
    return new Pods(revision);
  }

  /** Asked for, there, and not ready yet. */
  Pods wanted(int count) {
    desired = count;
    pods = Math.max(pods, count);
    return this;
  }

  Pods ready(int count) {
    ready = count;
    return desired < count ? wanted(count) : this;
  }

  /** Pods that exist, ending ones included. */
  Pods there(int count) {
    pods = count;
    return this;
  }

  Pods crashing(int count) {
    crashing = count;
    return this;
  }

  Pods newestReadyBefore(Duration ago) {
    newestReadyAt = Optional.of(Given.NOW.minus(ago));
    return this;
  }

  Pods unreadyFor(Duration length) {
    unreadySince = Optional.of(Given.NOW.minus(length));
    return this;
  }

  Pods trouble(String what) {
    trouble = Optional.of(what);
    return this;
  }

  Workload seen() {
    return new Workload(
        number,
        true,
        "rv" + number,
        desired,
        pods,
        ready,
        crashing,
        newestReadyAt,
        unreadySince,
        trouble);
  }
}
