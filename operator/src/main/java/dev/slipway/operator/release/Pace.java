package dev.slipway.operator.release;

import java.time.Duration;
import java.time.Instant;

/** How long things may take and how soon to look again where no event announces a change. */
final class Pace {
  /** A look while pods or Jobs are on the move; their events usually come first. */
  static final Duration GLANCE = Duration.ofSeconds(2);

  /** A look while nothing is in flight; finds what an event did not tell. */
  static final Duration IDLE = Duration.ofSeconds(60);

  /** Prechecks as a whole, repeated tries included. */
  static final Duration CHECK = Duration.ofMinutes(5);

  /** The smoke test as a whole, repeated tries included. */
  static final Duration SMOKE = Duration.ofMinutes(5);

  /** Old pods healthy for so long on a new schema have proven that they live with it. */
  static final Duration SETTLE = Duration.ofSeconds(10);

  /** Old pods not healthy again after so long on a new schema have proven the contrary. */
  static final Duration SETTLE_AT_MOST = Duration.ofSeconds(60);

  /** All pods of the new version unready for so long is an outage, whatever the limit says. */
  static final Duration OUTAGE = Duration.ofSeconds(30);

  /** What begins so soon after new pods came in may be their doing. */
  static final Duration SUSPICION = Duration.ofSeconds(15);

  /** What is seen may be so much older than what was ordered. */
  static final Duration SIGHT = Duration.ofSeconds(10);

  /** On the way back so long is waited for nearly all old pods; then as many as before will do. */
  static final Duration CUT = Duration.ofSeconds(60);

  /** Jobs of one migration, interrupted ones included. */
  static final int MIGRATION_TRIES = 10;

  private Pace() {}

  /** Waits longer from try to try: 5, 10, 20, 40, then 60 seconds. */
  static Instant retry(Instant now, int tries) {
    return now.plusSeconds(Math.min(60, 5L << Math.min(tries - 1, 4)));
  }
}
