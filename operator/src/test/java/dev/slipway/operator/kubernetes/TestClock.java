package dev.slipway.operator.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that is given. */
final class TestClock implements InstantSource {
  private Instant now = Instant.parse("2026-01-01T10:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
