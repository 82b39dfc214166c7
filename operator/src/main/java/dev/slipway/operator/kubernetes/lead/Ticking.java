package dev.slipway.operator.kubernetes.lead;

import java.time.Instant;
import java.time.InstantSource;

/** Time of day, and time that only goes forward whatever is done to the clock of the machine. */
public interface Ticking extends InstantSource {
  /** Nanoseconds since any moment. */
  long nanos();

  /** The machine's own. */
  static Ticking of(InstantSource clock) {
    return new Ticking() {
      @Override
      public Instant instant() {
        return clock.instant();
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }
    };
  }
}
