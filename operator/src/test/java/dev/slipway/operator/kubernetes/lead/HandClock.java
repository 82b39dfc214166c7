package dev.slipway.operator.kubernetes.lead;

import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so; the time of day can be wrong. */
final class HandClock implements Ticking {
  private Instant now = Instant.parse("2026-01-01T10:00:00Z");
  private long nanos;

  void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  /** Somebody turns the clock of the machine. */
  void turn(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public long nanos() {
    return nanos;
  }
}
