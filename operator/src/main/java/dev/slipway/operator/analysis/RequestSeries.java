package dev.slipway.operator.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which series count requests, how they ended and where they went, in what common libraries expose:
 * Micrometer (Spring, Quarkus), OpenTelemetry, the Go client, prom-client (Node) and FastAPI's
 * instrumentator.
 */
final class RequestSeries {
  /** In this order: the first that a page has is the one that is read. */
  static final List<String> FAMILIES =
      List.of(
          "http_server_requests_seconds_count",
          "http_server_request_duration_seconds_count",
          "http_requests_total",
          "http_request_duration_seconds_count");

  private static final List<String> STATUS =
      List.of("status", "status_code", "code", "http_response_status_code");
  private static final List<String> ROUTE =
      List.of("uri", "route", "path", "handler", "http_route");
  private static final List<String> UNCOUNTED =
      List.of(
          "/health",
          "/healthz",
          "/healthcheck",
          "/health-check",
          "/livez",
          "/readyz",
          "/api/healthz",
          "/api/readyz",
          "/metrics",
          "/actuator");

  private RequestSeries() {}

  /** Whether the sample says how requests ended; some histograms do not. */
  static boolean tellsEnding(SampleLine sample) {
    return ending(sample.labels()).isPresent();
  }

  static boolean isError(SampleLine sample) {
    var ending = ending(sample.labels()).orElse("");
    return (ending.length() == 3 && ending.startsWith("5")) || ending.equals("SERVER_ERROR");
  }

  /** False for probes and for the reading of metrics itself, which nobody's user sends. */
  static boolean counts(SampleLine sample) {
    return first(ROUTE, sample.labels()).map(RequestSeries::isUsers).orElse(true);
  }

  private static boolean isUsers(String route) {
    return UNCOUNTED.stream().noneMatch(path -> route.equals(path) || route.startsWith(path + "/"));
  }

  private static Optional<String> ending(Map<String, String> labels) {
    return first(STATUS, labels).or(() -> Optional.ofNullable(labels.get("outcome")));
  }

  private static Optional<String> first(List<String> names, Map<String, String> labels) {
    return names.stream().filter(labels::containsKey).findFirst().map(labels::get);
  }
}
