package dev.slipway.backend.health;

import dev.slipway.backend.http.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** What probes, smoke tests and scrapers ask. Only readiness touches the database. */
public final class HealthRoutes {

  private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

  private final Build build;
  private final Readiness readiness;
  private final PrometheusMeterRegistry meters;

  public HealthRoutes(Build build, Readiness readiness, PrometheusMeterRegistry meters) {
    this.build = build;
    this.readiness = readiness;
    this.meters = meters;
  }

  public void register(HttpRouting.Builder routing) {
    routing.get("/health", this::health);
    routing.get("/api/healthz", (req, res) -> Json.send(req, res, 200, new Alive("alive")));
    routing.get("/api/readyz", this::ready);
    routing.get("/api", this::version);
    routing.get("/api/", this::version);
    routing.get("/metrics", this::metrics);
  }

  private void health(ServerRequest request, ServerResponse response) {
    var health = new Health("healthy", build.version(), build.environment());
    Json.send(request, response, 200, health);
  }

  private void ready(ServerRequest request, ServerResponse response) {
    Readiness.Answer answer = readiness.answer();
    Json.send(request, response, answer.ready() ? 200 : 503, answer);
  }

  private void version(ServerRequest request, ServerResponse response) {
    Json.send(request, response, 200, new Api("shop", build.version(), build.environment()));
  }

  private void metrics(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.CONTENT_TYPE, EXPOSITION);
    response.send(meters.scrape());
  }

  private record Alive(String status) {}

  private record Health(String status, String version, String environment) {}

  private record Api(String name, String version, String environment) {}
}
