package dev.slipway.backend.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock, and the only place where a thread waits for time to pass. */
public interface Time extends InstantSource {

  /** Waits; returns early, with the interrupt flag set, when the thread is interrupted. */
  void pause(Duration duration);

  static Time system() {
    return new Time() {
      @Override
      public Instant instant() {
        return Instant.now();
      }

      @Override
      public void pause(Duration duration) {
        try {
          Thread.sleep(duration);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }
}
