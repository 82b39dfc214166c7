package dev.slipway.e2e;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting with an end. */
final class Patience {
  private static final long LOOK_EVERY_MILLIS = 200;

  private Patience() {}

  /**
   * Looks until the condition holds.
   *
   * @throws BrokenPromise when it does not within {@code atMost}; the story says what was seen
   */
  static void until(Duration atMost, String what, BooleanSupplier holds, Supplier<String> seen) {
    var end = System.nanoTime() + atMost.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new BrokenPromise(
            "waited %d s for: %s. Seen: %s".formatted(atMost.toSeconds(), what, seen.get()));
      }
      look();
    }
  }

  static void look() {
    try {
      Thread.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokenPromise("interrupted");
    }
  }
}
