package dev.slipway.backend.health;

import dev.slipway.backend.http.Body;
import dev.slipway.backend.http.Json;
import dev.slipway.backend.http.Routes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;

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

  public void register(Routes routes) {
    routes.get("/health", this::health);
    routes.get("/api/healthz", (req, res) -> Json.send(req, res, 200, new Alive("alive")));
    routes.get("/api/readyz", this::ready);
    routes.get("/api", this::version);
    routes.get("/api/", this::version);
    routes.get("/metrics", this::metrics);
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
    Body.answer(request, response, meters.scrape().getBytes(StandardCharsets.UTF_8));
  }

  private record Alive(String status) {}

  private record Health(String status, String version, String environment) {}

  private record Api(String name, String version, String environment) {}
}
