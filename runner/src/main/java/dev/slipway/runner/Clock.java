package dev.slipway.runner;

import java.time.Duration;

/** The only place that knows the time and waits. */
public interface Clock {
  /** Nanoseconds since some fixed moment. */
  long ticks();

  void pause(Duration time);

  static Clock system() {
    return new Clock() {
      @Override
      public long ticks() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration time) {
        try {
          Thread.sleep(time);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new Stop(Verdict.Unreachable, "the runner was interrupted");
        }
      }
    };
  }
}
