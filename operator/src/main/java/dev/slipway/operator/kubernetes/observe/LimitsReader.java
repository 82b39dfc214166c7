package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.Analysis;
import dev.slipway.api.v1alpha1.LatencyLimit;
import dev.slipway.api.v1alpha1.Span;
import dev.slipway.operator.analysis.Limits;
import dev.slipway.operator.analysis.Limits.Latency;
import dev.slipway.operator.release.Baseline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a release is judged by, with all defaults. */
final class LimitsReader {
  private static final double DEFAULT_LIMIT = 0.05;
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private LimitsReader() {}

  static Limits read(Analysis analysis, Baseline baseline) {
    var errors = analysis.errorRate();
    var max = errors == null ? null : errors.max();
    var health = analysis.health();
    return new Limits(
        max == null ? DEFAULT_LIMIT : share(max),
        span(errors == null ? null : errors.lasting()),
        latency(analysis.latency(), baseline),
        span(health == null ? null : health.failingFor()),
        baseline);
  }

  private static List<Latency> latency(@Nullable LatencyLimit limit, Baseline baseline) {
    if (limit == null) {
      return List.of();
    }
    var lasting = span(limit.lasting());
    var limits = new ArrayList<Latency>();
    Optional.ofNullable(limit.p95())
        .ifPresent(p95 -> limits.add(new Latency(0.95, time(p95), lasting)));
    Stream.concat(
            Optional.ofNullable(limit.p99()).map(LimitsReader::time).stream(),
            slowdown(limit, baseline).stream())
        .min(Duration::compareTo)
        .ifPresent(p99 -> limits.add(new Latency(0.99, p99, lasting)));
    return limits;
  }

  /** So many times what the old version needed before anything changed; where that is known. */
  private static Optional<Duration> slowdown(LatencyLimit limit, Baseline baseline) {
    return Optional.ofNullable(limit.slowdown())
        .flatMap(times ->
            baseline
                .p99()
                .map(p99 ->
                    Duration.ofNanos(Math.round(p99.toNanos() * Double.parseDouble(times)))));
  }

  /** {@code 0.5%} is 0.005. */
  static double share(String percent) {
    return Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100;
  }

  /** {@code 800ms} or {@code 2s}. */
  static Duration time(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }

  private static Duration span(@Nullable Span span) {
    return span == null ? FIVE_MINUTES : span.toDuration();
  }
}
