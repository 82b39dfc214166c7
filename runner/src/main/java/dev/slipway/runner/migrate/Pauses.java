package dev.slipway.runner.migrate;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Longer and longer pauses, up to a limit, each with a random part against others in step. */
final class Pauses {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final RandomGenerator random;
  private Duration next = Duration.ofSeconds(1);

  Pauses(RandomGenerator random) {
    this.random = random;
  }

  /** Between half of the pause and all of it. */
  Duration next() {
    long half = next.toMillis() / 2;
    Duration pause = Duration.ofMillis(half + random.nextLong(half + 1));
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return pause;
  }
}
