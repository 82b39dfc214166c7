package dev.slipway.faults.ground;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The only place of this module where time is let pass: what is waited for is real. */
public final class Wait {
  /** Between two looks. */
  public static final Duration LOOK = Duration.ofMillis(200);

  private Wait() {}

  /**
   * Looks until something is so.
   *
   * @return false where it was not so within the time, or the thread was interrupted
   */
  public static boolean until(Duration atMost, BooleanSupplier holds) {
    var end = System.nanoTime() + atMost.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end >= 0 || !pass(LOOK)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Lets time pass.
   *
   * @return false where the thread was interrupted
   */
  public static boolean pass(Duration time) {
    try {
      // Nobody counts this down.
      var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
