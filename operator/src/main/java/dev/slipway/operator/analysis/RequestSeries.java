package dev.slipway.operator.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which series count requests, how they ended, how long they took and where they went, in what
 * common libraries expose: Micrometer (Spring, Quarkus), OpenTelemetry, the Go client, prom-client
 * and express-prom-bundle (Node), FastAPI's instrumentator, starlette_exporter, Flask's exporter,
 * prometheus-net. Pages of most of them are kept with the tests.
 */
record RequestSeries(SeriesMapping mapping) {
  static final RequestSeries USUAL = new RequestSeries(SeriesMapping.USUAL);

  static final String BUCKET = "_bucket";
  private static final String COUNT = "_count";

  private static final List<String> FAMILIES =
      List.of(
          "http_server_requests_seconds_count",
          "http_server_request_duration_seconds_count",
          "http_server_duration_milliseconds_count",
          "http_requests_total",
          "http_requests_received_total",
          "http_request_duration_seconds_count",
          "starlette_requests_total",
          "flask_http_request_duration_seconds_count",
          "flask_http_request_total");

  private static final List<String> DURATIONS =
      List.of(
          "http_server_requests_seconds",
          "http_server_request_duration_seconds",
          "http_server_duration_milliseconds",
          "http_request_duration_seconds",
          "starlette_request_duration_seconds",
          "flask_http_request_duration_seconds");

  private static final List<String> STATUS =
      List.of(
          "status",
          "status_code",
          "code",
          "http_response_status_code",
          "http_status_code",
          "outcome");
  private static final List<String> ROUTE =
      List.of("uri", "route", "path", "handler", "http_route", "url_rule", "endpoint");
  private static final Set<String> ERRORS = Set.of("5xx", "server_error", "error", "failure");
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

  /** Names to look for, the best first. */
  List<String> families() {
    return mapping.requests().map(List::of).orElse(FAMILIES);
  }

  /** Histograms of durations to look for; of the very family that is counted, if it is one. */
  List<String> durations(String family) {
    if (mapping.durations().isPresent()) {
      return List.of(mapping.durations().get());
    }
    var own =
        family.endsWith(COUNT) ? family.substring(0, family.length() - COUNT.length()) : family;
    return mapping.requests().isPresent()
        ? List.of(own)
        : DURATIONS.stream()
            .sorted((a, b) -> Boolean.compare(b.equals(own), a.equals(own)))
            .toList();
  }

  /** Whether a sample of this name may be of use; spares the parsing of all others. */
  boolean concerns(String name) {
    var base = name.endsWith(BUCKET) ? name.substring(0, name.length() - BUCKET.length()) : name;
    return mapping.requests().map(name::equals).orElseGet(() -> FAMILIES.contains(name))
        || (name.endsWith(BUCKET)
            && (mapping.durations().map(base::equals).orElseGet(() -> DURATIONS.contains(base))
                || mapping.requests().map((base + COUNT)::equals).orElse(false)));
  }

  /** Whether the sample says how requests ended; some histograms do not. */
  boolean tellsEnding(SampleLine sample) {
    return ending(sample.labels()).isPresent();
  }

  boolean tellsRoute(SampleLine sample) {
    return route(sample.labels()).isPresent();
  }

  boolean isError(SampleLine sample) {
    var ending = ending(sample.labels()).orElse("");
    return (ending.length() == 3 && ending.startsWith("5"))
        || ERRORS.contains(ending.toLowerCase(Locale.ROOT));
  }

  /** False for probes and for the reading of metrics itself, which nobody's user sends. */
  boolean counts(SampleLine sample) {
    return mapping.match().entrySet().stream()
            .allMatch(label -> label.getValue().equals(sample.labels().get(label.getKey())))
        && route(sample.labels()).map(this::isUsers).orElse(true);
  }

  private boolean isUsers(String route) {
    return UNCOUNTED.stream().noneMatch(path -> under(path, route))
        && mapping.excluded().stream().noneMatch(path -> under(path, route));
  }

  private static boolean under(String path, String route) {
    return route.equals(path) || route.startsWith(path.endsWith("/") ? path : path + "/");
  }

  private Optional<String> ending(Map<String, String> labels) {
    return first(mapping.status(), STATUS, labels);
  }

  private Optional<String> route(Map<String, String> labels) {
    return first(mapping.route(), ROUTE, labels);
  }

  private static Optional<String> first(
      Optional<String> named, List<String> usual, Map<String, String> labels) {
    return named.map(List::of).orElse(usual).stream()
        .filter(labels::containsKey)
        .findFirst()
        .map(labels::get);
  }
}
