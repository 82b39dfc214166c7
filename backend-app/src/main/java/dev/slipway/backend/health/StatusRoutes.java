package dev.slipway.backend.health;

import dev.slipway.backend.auth.Callers;
import dev.slipway.backend.http.Json;
import dev.slipway.backend.http.Routes;
import dev.slipway.backend.schema.SchemaCheck;
import dev.slipway.backend.schema.SchemaReport;
import dev.slipway.backend.schema.SchemaState;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.List;

/** Health for people and for parts: R2's sub-applications, R3's time and database. */
public final class StatusRoutes {

  private final SchemaCheck schema;
  private final Callers callers;
  private final List<String> parts;
  private final InstantSource clock;

  /**
   * @param parts names of sub-applications
   */
  public StatusRoutes(
      SchemaCheck schema, Callers callers, List<String> parts, InstantSource clock) {
    this.schema = schema;
    this.callers = callers;
    this.parts = parts;
    this.clock = clock;
  }

  public void register(Routes routes) {
    for (String part : parts) {
      routes.get(
          "/" + part + "/health",
          (req, res) -> Json.send(req, res, 200, new PartHealth("healthy", part)));
    }
    routes.get("/api/health", this::health);
    routes.get("/api/status", callers.known(this::status));
  }

  private void health(ServerRequest request, ServerResponse response) {
    Json.send(request, response, 200, new TimedHealth("healthy", now()));
  }

  private void status(ServerRequest request, ServerResponse response) {
    SchemaReport report = schema.report();
    boolean connected = report.state() != SchemaState.UNREACHABLE;
    Json.send(
        request,
        response,
        200,
        new Status(
            connected ? "healthy" : "degraded",
            now(),
            new DatabaseStatus(connected, report.state().toString(), report.message())));
  }

  private String now() {
    return clock.instant().toString();
  }

  private record PartHealth(String status, String application) {}

  private record TimedHealth(String status, String timestamp) {}

  private record Status(String status, String timestamp, DatabaseStatus database) {}

  private record DatabaseStatus(boolean connected, String schema, String message) {}
}
