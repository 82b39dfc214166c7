package dev.slipway.backend.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Trusted hosts, the redirect to HTTPS, and CORS (R10). Probes and scrapers call by any name. */
public final class Doorkeeper implements Filter {

  private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");
  private static final HeaderName REQUESTED = HeaderNames.create("Access-Control-Request-Method");
  private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
  private static final Header CREDENTIALS =
      HeaderValues.createCached("Access-Control-Allow-Credentials", "true");
  private static final Header METHODS =
      HeaderValues.createCached("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
  private static final Header HEADERS =
      HeaderValues.createCached(
          "Access-Control-Allow-Headers", "Authorization, Content-Type, X-Request-Id");
  private static final Header EXPOSED =
      HeaderValues.createCached("Access-Control-Expose-Headers", "X-Request-Id, X-Version");
  private static final Header MAX_AGE = HeaderValues.createCached("Access-Control-Max-Age", "600");
  private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Origin");

  private final Door door;

  public Doorkeeper(Door door) {
    this.door = door;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (Probes.isProbe(request)) {
      chain.proceed();
      return;
    }
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    if (!door.admitsHost(host)) {
      throw Problem.badRequest("this backend is not called by that name (TRUSTED_HOSTS)");
    }
    if (door.redirect()
        && request.headers().first(FORWARDED_PROTO).filter("http"::equalsIgnoreCase).isPresent()) {
      response.header(
          HeaderNames.LOCATION,
          "https://" + host + request.prologue().uriPath().rawPath() + query(request));
      response.status(308).send();
      return;
    }
    String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
    if (!origin.isEmpty() && !allow(origin, request, response)) {
      return;
    }
    chain.proceed();
  }

  /** Says whether the request goes on: a preflight is answered here. */
  private boolean allow(String origin, RoutingRequest request, RoutingResponse response) {
    boolean preflight =
        request.prologue().method().text().equals("OPTIONS")
            && request.headers().contains(REQUESTED);
    response.header(VARY);
    if (door.admitsOrigin(origin)) {
      boolean listed = door.origins().contains(origin);
      response.header(ALLOW_ORIGIN, listed ? origin : "*");
      if (listed) {
        response.header(CREDENTIALS);
      }
      response.header(EXPOSED);
    } else if (preflight) {
      throw Problem.forbidden("pages of this origin may not ask (CORS_ORIGINS)");
    }
    if (preflight) {
      response.header(METHODS);
      response.header(HEADERS);
      response.header(MAX_AGE);
      response.status(204).send();
    }
    return !preflight;
  }

  private static String query(RoutingRequest request) {
    String query = request.query().rawValue();
    return query.isEmpty() ? "" : "?" + query;
  }
}
