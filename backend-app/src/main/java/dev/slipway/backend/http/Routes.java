package dev.slipway.backend.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The table of routes: what there is, and 405 for other methods on the same path. */
public final class Routes {

  private final HttpRouting.Builder routing;
  private final Map<String, TreeSet<String>> methods = new LinkedHashMap<>();

  public Routes(HttpRouting.Builder routing) {
    this.routing = routing;
  }

  /**
   * A path and a method that are answered; {@code HEAD} goes with {@code GET} and is not listed.
   */
  public record Route(String method, String pattern) {}

  public Routes get(String pattern, Handler handler) {
    routing.get(pattern, handler);
    routing.head(pattern, handler);
    return known("GET", pattern);
  }

  public Routes post(String pattern, Handler handler) {
    routing.post(pattern, handler);
    return known("POST", pattern);
  }

  public Routes put(String pattern, Handler handler) {
    routing.put(pattern, handler);
    return known("PUT", pattern);
  }

  public Routes delete(String pattern, Handler handler) {
    routing.delete(pattern, handler);
    return known("DELETE", pattern);
  }

  /** To be called once, when every route is known. */
  public List<Route> close() {
    List<Route> routes = new ArrayList<>();
    methods.forEach((pattern, allowed) -> {
      allowed.forEach(method -> routes.add(new Route(method, pattern)));
      String allow = String.join(", ", allowed) + (allowed.contains("GET") ? ", HEAD" : "");
      routing.any(
          pattern,
          (request, response) -> {
            response.header(HeaderNames.ALLOW, allow);
            throw new Problem(405, "Method not allowed", "use one of " + allow);
          });
    });
    return List.copyOf(routes);
  }

  private Routes known(String method, String pattern) {
    methods.computeIfAbsent(pattern, _ -> new TreeSet<>()).add(method);
    return this;
  }
}
