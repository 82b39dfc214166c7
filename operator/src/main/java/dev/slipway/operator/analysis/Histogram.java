package dev.slipway.operator.analysis;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Durations in classes, as Prometheus counts them.
 *
 * @param upTo upper edge in seconds, the infinite one included, to the answers that took no longer
 */
record Histogram(NavigableMap<Double, Long> upTo) {
  static final Histogram NONE = new Histogram(Collections.emptyNavigableMap());

  private static final double NANOS = 1e9;

  Histogram {
    upTo = Collections.unmodifiableNavigableMap(new TreeMap<>(upTo));
  }

  long total() {
    return upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
  }

  Histogram plus(Histogram other) {
    var sum = new TreeMap<>(upTo);
    other.upTo.forEach((edge, count) -> sum.merge(edge, count, Long::sum));
    return new Histogram(sum);
  }

  /** What came since; everything, where the counters began again. */
  Histogram since(Histogram before) {
    var grown = new TreeMap<Double, Long>();
    for (Map.Entry<Double, Long> edge : upTo.entrySet()) {
      var more = edge.getValue() - before.upTo.getOrDefault(edge.getKey(), 0L);
      if (more < 0) {
        return this;
      }
      grown.put(edge.getKey(), more);
    }
    return new Histogram(grown);
  }

  /**
   * How many answers took longer than this for certain: longer than the first edge that is not
   * below it. Empty where no class says.
   */
  OptionalLong slowerThan(Duration limit) {
    var edge = upTo.ceilingEntry(limit.toNanos() / NANOS);
    return edge == null || edge.getKey().isInfinite()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, total() - edge.getValue()));
  }

  /** The first edge below which this share of the answers lies; empty where there is none. */
  Optional<Duration> percentile(double share) {
    var needed = total() * share;
    return upTo.entrySet().stream()
        .filter(edge -> total() > 0 && edge.getValue() >= needed && !edge.getKey().isInfinite())
        .findFirst()
        .map(edge -> Duration.ofNanos(Math.round(edge.getKey() * NANOS)));
  }
}
