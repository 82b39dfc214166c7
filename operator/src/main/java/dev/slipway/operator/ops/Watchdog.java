package dev.slipway.operator.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Notices a worker that is stuck: every release is looked at once a minute, so one that nobody has
 * looked at for several is stuck in the framework. A restart then is the cure, and does no harm.
 */
public final class Watchdog {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Predicate<String> exists;
  private final Map<String, Instant> looked = new ConcurrentHashMap<>();

  /** Asks {@code exists} before it barks: nobody looks at a release that was deleted. */
  public Watchdog(InstantSource clock, Predicate<String> exists) {
    this.clock = clock;
    this.exists = exists;
  }

  /** A look at a release begins. */
  public void started(String uid) {
    looked.put(uid, clock.instant());
  }

  /** Releases that are gone since the last call, which nothing needs to be kept of. */
  public List<String> gone() {
    var gone = looked.keySet().stream().filter(exists.negate()).toList();
    gone.forEach(looked::remove);
    return gone;
  }

  /** Whether a release is left alone. */
  public boolean stuck() {
    var limit = clock.instant().minus(PATIENCE);
    return looked.entrySet().stream()
        .anyMatch(look -> look.getValue().isBefore(limit) && exists.test(look.getKey()));
  }
}
