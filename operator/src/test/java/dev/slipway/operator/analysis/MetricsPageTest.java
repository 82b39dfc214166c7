package dev.slipway.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as the five kinds of backends really show them, shortened. */
class MetricsPageTest {

  private static void assertCounts(String page, String family, long answers, long errors) {
    var read = MetricsPage.read(page, RequestSeries.USUAL).orElseThrow();
    assertThat(read.family()).isEqualTo(family);
    assertThat(read.tally()).isEqualTo(new Tally(answers, errors));
  }

  @Test
  void readsMicrometer() {
    assertCounts(
        """
        # HELP http_server_requests_seconds \s
        # TYPE http_server_requests_seconds summary
        http_server_requests_seconds_count{error="none",exception="none",method="GET",outcome="SUCCESS",status="200",uri="/actuator/health/readiness",} 812.0
        http_server_requests_seconds_sum{error="none",exception="none",method="GET",outcome="SUCCESS",status="200",uri="/actuator/health/readiness",} 1.93
        http_server_requests_seconds_count{error="none",exception="none",method="GET",outcome="SUCCESS",status="200",uri="/api/orders/{id}",} 1500.0
        http_server_requests_seconds_count{error="DataAccessException",exception="DataAccessException",method="GET",outcome="SERVER_ERROR",status="500",uri="/api/orders/{id}",} 21.0
        http_server_requests_seconds_count{error="none",exception="none",method="GET",outcome="CLIENT_ERROR",status="404",uri="/**",} 4.0
        http_server_requests_seconds_count{error="none",exception="none",method="GET",outcome="SERVER_ERROR",status="503",uri="/api/readyz",} 70.0
        # TYPE http_server_requests_seconds_max gauge
        http_server_requests_seconds_max{error="none",exception="none",method="GET",outcome="SUCCESS",status="200",uri="/api/orders/{id}",} 0.08
        # HELP jvm_memory_used_bytes The amount of used memory
        jvm_memory_used_bytes{area="heap",id="G1 Eden Space",} 3.3554432E7
        """,
        "http_server_requests_seconds_count",
        1525,
        21);
  }

  @Test
  void readsTheGoClient() {
    assertCounts(
        """
        # HELP go_goroutines Number of goroutines that currently exist.
        # TYPE go_goroutines gauge
        go_goroutines 12
        # HELP http_requests_total A counter for requests to the wrapped handler.
        # TYPE http_requests_total counter
        http_requests_total{code="200",method="get"} 1.027e+03
        http_requests_total{code="500",method="get"} 3
        http_requests_total{code="502",method="post"} 2
        promhttp_metric_handler_requests_total{code="500"} 99
        """,
        "http_requests_total",
        1032,
        5);
  }

  @Test
  void readsPromClientWithACounter() {
    assertCounts(
        """
        # TYPE nodejs_eventloop_lag_seconds gauge
        nodejs_eventloop_lag_seconds 0.0021
        # TYPE http_requests_total counter
        http_requests_total{method="GET",route="/api/orders",status_code="200"} 40
        http_requests_total{method="GET",route="/api/orders",status_code="500"} 10
        http_requests_total{method="GET",route="/healthz",status_code="200"} 600
        http_requests_total{method="GET",route="/metrics",status_code="200"} 600
        """,
        "http_requests_total",
        50,
        10);
  }

  @Test
  void readsPromClientWithAHistogram() {
    assertCounts(
        """
        # TYPE http_request_duration_seconds histogram
        http_request_duration_seconds_bucket{le="0.003",status_code="200",method="GET",path="/api"} 0
        http_request_duration_seconds_bucket{le="+Inf",status_code="200",method="GET",path="/api"} 33
        http_request_duration_seconds_sum{status_code="200",method="GET",path="/api"} 0.4
        http_request_duration_seconds_count{status_code="200",method="GET",path="/api"} 33
        http_request_duration_seconds_count{status_code="503",method="GET",path="/api"} 7
        http_request_duration_seconds_count{status_code="200",method="GET",path="/livez"} 900
        """,
        "http_request_duration_seconds_count",
        40,
        7);
  }

  @Test
  void readsFastApisInstrumentator() {
    assertCounts(
        """
        # HELP http_requests_total Total number of requests by method, status and handler.
        # TYPE http_requests_total counter
        http_requests_total{handler="/api/me",method="GET",status="2xx"} 90.0
        http_requests_total{handler="/api/me",method="GET",status="5xx"} 9.0
        http_requests_total{handler="none",method="GET",status="4xx"} 1.0
        http_requests_total{handler="/metrics",method="GET",status="2xx"} 77.0
        # TYPE http_requests_created gauge
        http_requests_created{handler="/api/me",method="GET",status="2xx"} 1.7e+09
        http_request_duration_seconds_count{handler="/api/me",method="GET"} 99.0
        http_request_duration_highr_seconds_count 176.0
        """,
        "http_requests_total",
        100,
        9);
  }

  @Test
  void leavesAsideHistogramsThatDoNotTellHowRequestsEnded() {
    assertThat(
            MetricsPage.read(
                "http_request_duration_seconds_count{handler=\"/\"} 9\n", RequestSeries.USUAL))
        .contains(Counters.NONE);
  }

  @Test
  void goesByOutcomeWhereThereIsNoStatus() {
    assertCounts(
        """
        http_server_requests_seconds_count{outcome="SUCCESS"} 5
        http_server_requests_seconds_count{outcome="SERVER_ERROR"} 2
        """,
        "http_server_requests_seconds_count",
        7,
        2);
  }

  @Test
  void livesWithWhateverElseIsOnThePage() {
    assertCounts(
        """
        up 1
        http_requests_total{code="200",path="/a \\"b\\" \\\\ } , {"} 1 1700000000000
        http_requests_total { code = "500" , path = "/b" , } 2 # {trace_id="abc"} 0.1
        http_requests_total{code="200",path="/c"} NaN
        http_requests_total{code="200",path="/d"} +Inf
        http_requests_total{code="200",path="/e"} -3
        http_requests_total{code="200",path="/f"} many
        http_requests_total{code="200",path="/g"
        http_requests_total{code=200} 5
        http_requests_total{
        http_requests_total
        http_requests_total{code="200",path="/twice"} 10
        http_requests_total{path="/twice",code="200"} 10
        {} 5
        <p>garbage</p>
        http_requests_total{code="200",path="/h"} 4\
        """,
        "http_requests_total",
        17,
        2);
  }

  @Test
  void readsWindowsLineEnds() {
    assertCounts("a 1\r\nhttp_requests_total{code=\"503\"} 2\r\n", "http_requests_total", 2, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/healthz",
        "/health/live",
        "/livez",
        "/readyz",
        "/api/healthz",
        "/api/readyz",
        "/metrics",
        "/actuator/prometheus",
        "/actuator"
      })
  void doesNotCountProbes(String path) {
    assertCounts(
        "http_requests_total{code=\"500\",path=\"" + path + "\"} 3", "http_requests_total", 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthcare/patients", "/actuators", "/metricsboard", "/api/orders", ""})
  void countsWhatOnlyLooksLikeAProbe(String path) {
    assertCounts(
        "http_requests_total{code=\"500\",path=\"" + path + "\"} 3", "http_requests_total", 3, 3);
  }

  @Test
  void knowsAWebPageFromAPageOfMetrics() {
    assertThat(
            MetricsPage.read(
                "<!doctype html>\n<html><body>Sign in</body></html>", RequestSeries.USUAL))
        .isEmpty();
    assertThat(MetricsPage.read("{\"error\": 12}", RequestSeries.USUAL)).isEmpty();
    assertThat(MetricsPage.read("", RequestSeries.USUAL)).contains(Counters.NONE);
  }
}
