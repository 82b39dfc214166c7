package dev.slipway.operator.kubernetes.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.Analysis;
import dev.slipway.api.v1alpha1.ErrorRateLimit;
import dev.slipway.api.v1alpha1.HealthLimit;
import dev.slipway.api.v1alpha1.LatencyLimit;
import dev.slipway.api.v1alpha1.Span;
import dev.slipway.operator.analysis.Limits.Latency;
import dev.slipway.operator.release.Baseline;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsReaderTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Span TWO_MINUTES = new Span("2m");

  private static Analysis judging(LatencyLimit latency) {
    return new Analysis(null, latency, null, null);
  }

  private static Baseline oldP99(long millis) {
    return new Baseline(1000, 0, Optional.of(Duration.ofMillis(millis)), false);
  }

  @Test
  void whatIsNotSaidHasTheRunbooksLimits() {
    var limits = LimitsReader.read(new Analysis(null, null, null, null), Baseline.UNKNOWN);
    assertThat(limits.errorRate()).isEqualTo(0.05);
    assertThat(limits.sustained()).isEqualTo(FIVE_MINUTES);
    assertThat(limits.silence()).isEqualTo(FIVE_MINUTES);
    assertThat(limits.latency()).isEmpty();
  }

  @Test
  void readsWhatIsSaid() {
    var analysis =
        new Analysis(
            new ErrorRateLimit("0.5%", TWO_MINUTES),
            new LatencyLimit("300ms", "2s", null, TWO_MINUTES),
            new HealthLimit(new Span("40s")),
            null);
    var limits = LimitsReader.read(analysis, Baseline.UNKNOWN);
    assertThat(limits.errorRate()).isEqualTo(0.005);
    assertThat(limits.silence()).isEqualTo(Duration.ofSeconds(40));
    assertThat(limits.latency())
        .containsExactly(
            new Latency(0.95, Duration.ofMillis(300), Duration.ofMinutes(2)),
            new Latency(0.99, Duration.ofSeconds(2), Duration.ofMinutes(2)));
  }

  @ParameterizedTest
  @CsvSource({"250, 1.5, , 375", "250, 4, 800ms, 800", "100, 2, 800ms, 200"})
  void theStricterOfLimitAndBaselineCounts(long old, String slowdown, String p99, long millis) {
    var limits =
        LimitsReader.read(judging(new LatencyLimit(null, p99, slowdown, null)), oldP99(old));
    assertThat(limits.latency())
        .containsExactly(new Latency(0.99, Duration.ofMillis(millis), FIVE_MINUTES));
  }

  @Test
  void aSlowdownOfAnOldVersionThatNobodyAskedLimitsNothing() {
    var limits =
        LimitsReader.read(judging(new LatencyLimit(null, null, "2", null)), Baseline.UNKNOWN);
    assertThat(limits.latency()).isEmpty();
  }
}
