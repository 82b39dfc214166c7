package dev.slipway.operator.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Applications in other languages, with pages that their usual libraries wrote (V3); which library
 * and which requests stands in {@code pages/README.md}. Probes and the page itself never count.
 */
class CapturedPagesTest {

  private static String page(String name) {
    try (var stream = CapturedPagesTest.class.getResourceAsStream("/pages/" + name + ".txt")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static Counters read(String name, SeriesMapping mapping) {
    return MetricsPage.read(page(name), new RequestSeries(mapping)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "fastapi, http_requests_total, 42, 5",
    "starlette, starlette_requests_total, 40, 4",
    "flask, flask_http_request_duration_seconds_count, 12, 2",
    "express-prom-bundle, http_request_duration_seconds_count, 40, 4",
    "prom-client, http_request_duration_seconds_count, 40, 4",
    "go, http_requests_total, 40, 4",
    "spring, http_server_requests_seconds_count, 40, 4",
  })
  void readsWhatALibraryWritesWithoutAnySetting(
      String library, String family, long answers, long errors) {
    var read = read(library, SeriesMapping.USUAL);
    assertThat(read.family()).isEqualTo(family);
    assertThat(read.tally()).isEqualTo(new Tally(answers, errors));
  }

  @ParameterizedTest
  @CsvSource({
    "fastapi, 0",
    "starlette, 0",
    "flask, 0",
    "express-prom-bundle, 0",
    "prom-client, 0",
    "go, 0",
    "spring, 1"
  })
  void readsHowLongAnswersTook(String library, long slow) {
    var read = read(library, SeriesMapping.USUAL);
    assertThat(read.times().total()).isEqualTo(read.tally().answers());
    assertThat(read.times().slowerThan(Duration.ofMillis(800))).isEqualTo(OptionalLong.of(slow));
    assertThat(read.times().percentile(0.99))
        .hasValueSatisfying(p99 -> assertThat(p99).isLessThanOrEqualTo(Duration.ofSeconds(5)));
  }

  @Test
  void aPathThatNoUserCallsIsLeftOut() {
    var mapping =
        new SeriesMapping(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of("/api/crash", "none"));
    assertThat(read("fastapi", mapping).tally()).isEqualTo(new Tally(40, 4));
  }

  @Test
  void readsSeriesOfAnyNameOnceTheyAreNamed() {
    var page =
        """
        shop_call_seconds_bucket{result="ok",resource="/api/orders",server="public",le="0.5"} 90
        shop_call_seconds_bucket{result="ok",resource="/api/orders",server="public",le="+Inf"} 95
        shop_call_seconds_bucket{result="ok",resource="/api/orders",server="admin",le="+Inf"} 7
        shop_call_seconds_count{result="ok",resource="/api/orders",server="public"} 95
        shop_call_seconds_count{result="Failure",resource="/api/orders",server="public"} 5
        shop_call_seconds_count{result="failure",resource="/api/orders",server="admin"} 50
        shop_call_seconds_count{result="failure",resource="/internal/jobs",server="public"} 50
        http_requests_total{code="500"} 99
        """;
    var mapping =
        new SeriesMapping(
            Optional.of("shop_call_seconds_count"),
            Optional.empty(),
            Optional.of("result"),
            Optional.of("resource"),
            Map.of("server", "public"),
            List.of("/internal"));
    var read = MetricsPage.read(page, new RequestSeries(mapping)).orElseThrow();
    assertThat(read.tally()).isEqualTo(new Tally(100, 5));
    assertThat(read.times().slowerThan(Duration.ofMillis(500))).isEqualTo(OptionalLong.of(5));
  }

  @Test
  void aSeriesThatIsNamedAndNotThereCountsNothing() {
    var mapping =
        new SeriesMapping(
            Optional.of("orders_total"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of());
    assertThat(read("go", mapping)).isEqualTo(Counters.NONE);
  }
}
