package dev.slipway.runner;

import java.time.Duration;

/** A bounded amount of time for one activity. */
public final class Budget {
  private final Clock clock;
  private final long end;

  public Budget(Clock clock, Duration length) {
    this.clock = clock;
    this.end = clock.ticks() + length.toNanos();
  }

  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - clock.ticks()));
  }

  /** Waits that long, or until the budget is used up; false when nothing was left to wait. */
  public boolean pause(Duration time) {
    Duration left = left();
    if (left.isZero()) {
      return false;
    }
    clock.pause(left.compareTo(time) < 0 ? left : time);
    return true;
  }
}
