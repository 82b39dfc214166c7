package dev.slipway.operator.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Notices a worker that is stuck: a release in flight that nobody has looked at for several times
 * the longest pause. A restart then is the cure, and does no harm.
 */
public final class Watchdog {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private record Seen(Instant at, boolean inFlight) {}

  private final InstantSource clock;
  private final Predicate<String> exists;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /** Asks {@code exists} before it barks: nobody looks at a release that was deleted. */
  public Watchdog(InstantSource clock, Predicate<String> exists) {
    this.clock = clock;
    this.exists = exists;
  }

  /** A look at a release begins. */
  public void started(String uid) {
    seen.putIfAbsent(uid, new Seen(clock.instant(), true));
  }

  /** A look at a release has ended, well or not. */
  public void finished(String uid, boolean inFlight) {
    seen.put(uid, new Seen(clock.instant(), inFlight));
  }

  /** Releases that are gone since the last call, which nothing needs to be kept of. */
  public List<String> gone() {
    var gone = seen.keySet().stream().filter(exists.negate()).toList();
    gone.forEach(seen::remove);
    return gone;
  }

  /** Whether a release in flight is left alone. */
  public boolean stuck() {
    var limit = clock.instant().minus(PATIENCE);
    return seen.entrySet().stream()
        .anyMatch(entry ->
            entry.getValue().inFlight()
                && entry.getValue().at().isBefore(limit)
                && exists.test(entry.getKey()));
  }
}
