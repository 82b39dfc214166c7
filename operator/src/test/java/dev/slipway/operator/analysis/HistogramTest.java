package dev.slipway.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final double ALL = Double.POSITIVE_INFINITY;

  private static Histogram histogram(Map<Double, Long> upTo) {
    return new Histogram(new TreeMap<>(upTo));
  }

  @Test
  void countsAsSlowOnlyWhatCertainlyWas() {
    var times = histogram(Map.of(0.1, 90L, 0.5, 95L, 1.0, 99L, ALL, 100L));
    assertThat(times.slowerThan(Duration.ofMillis(500))).isEqualTo(OptionalLong.of(5));
    assertThat(times.slowerThan(Duration.ofMillis(800))).isEqualTo(OptionalLong.of(1));
    assertThat(times.slowerThan(Duration.ofSeconds(2))).isEmpty();
    assertThat(Histogram.NONE.slowerThan(Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void namesTheClassThatHoldsAPercentile() {
    var times = histogram(Map.of(0.1, 90L, 0.5, 95L, 1.0, 99L, ALL, 100L));
    assertThat(times.percentile(0.5)).contains(Duration.ofMillis(100));
    assertThat(times.percentile(0.99)).contains(Duration.ofSeconds(1));
    assertThat(times.percentile(0.995)).isEmpty();
    assertThat(Histogram.NONE.percentile(0.5)).isEmpty();
  }

  @Test
  void countsWhatCameSinceAndBeginsAgainWithTheProcess() {
    var before = histogram(Map.of(0.1, 10L, ALL, 12L));
    assertThat(histogram(Map.of(0.1, 15L, ALL, 20L)).since(before))
        .isEqualTo(histogram(Map.of(0.1, 5L, ALL, 8L)));
    assertThat(histogram(Map.of(0.1, 3L, ALL, 4L)).since(before))
        .isEqualTo(histogram(Map.of(0.1, 3L, ALL, 4L)));
  }

  @Test
  void readsMillisecondsNonsenseAndClassesThatComeTwice() {
    var page =
        """
        http_server_duration_milliseconds_bucket{http_status_code="200",le="250"} 3
        http_server_duration_milliseconds_bucket{http_status_code="200",le="250.0"} 4
        http_server_duration_milliseconds_bucket{http_status_code="500",le="250"} NaN
        http_server_duration_milliseconds_bucket{http_status_code="200",le="many"} 7
        http_server_duration_milliseconds_bucket{http_status_code="200",le="NaN"} 7
        http_server_duration_milliseconds_bucket{http_status_code="200"} 7
        http_server_duration_milliseconds_bucket{http_status_code="200",le="+Inf"} 9
        http_server_duration_milliseconds_count{http_status_code="200"} 9
        http_server_duration_milliseconds{quantile="0.99"} 3
        """;
    var read = MetricsPage.read(page, RequestSeries.USUAL).orElseThrow();
    assertThat(read.tally()).isEqualTo(new Tally(9, 0));
    assertThat(read.times().upTo()).containsEntry(0.25, 7L).containsEntry(ALL, 9L).hasSize(2);
  }

  @Test
  void aPageWithoutClassesTellsNoTimes() {
    var page =
        """
        # a histogram of the new kind is not written in this format; a summary has no classes
        http_request_duration_seconds{code="200",quantile="0.99"} 0.2
        http_request_duration_seconds_sum{code="200"} 8
        http_request_duration_seconds_count{code="200"} 9
        """;
    var read = MetricsPage.read(page, RequestSeries.USUAL).orElseThrow();
    assertThat(read.tally()).isEqualTo(new Tally(9, 0));
    assertThat(read.times()).isEqualTo(Histogram.NONE);
  }
}
