package dev.slipway.backend.admin;

import dev.slipway.backend.auth.Callers;
import dev.slipway.backend.cache.Cache;
import dev.slipway.backend.database.PooledDatabase;
import dev.slipway.backend.http.Json;
import dev.slipway.backend.http.Problem;
import dev.slipway.backend.http.Routes;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code /api/admin/pool} and {@code /api/admin/cache}. */
public final class AdminRoutes {

  private final Cache cache;
  private final PooledDatabase database;
  private final Callers callers;

  public AdminRoutes(Cache cache, PooledDatabase database, Callers callers) {
    this.cache = cache;
    this.database = database;
    this.callers = callers;
  }

  public void register(Routes routes) {
    routes.get(
        "/api/admin/pool",
        callers.administrator((req, res) -> Json.send(req, res, 200, database.status())));
    routes.get(
        "/api/admin/cache",
        callers.administrator((req, res) -> Json.send(req, res, 200, cache.status())));
    routes.delete("/api/admin/cache", callers.administrator(this::forget));
  }

  private void forget(ServerRequest request, ServerResponse response) {
    String pattern = request.query().first("pattern").orElse("*");
    if (!pattern.matches("[\\w:.*@%+-]{1,200}")) {
      throw Problem.badRequest("pattern may hold letters, digits and : . * @ % + - _ only");
    }
    Json.send(request, response, 200, new Forgotten(pattern, cache.forget(pattern)));
  }

  private record Forgotten(String pattern, long forgotten) {}
}
