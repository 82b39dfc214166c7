package dev.slipway.backend.http;

import io.helidon.webserver.http.RoutingRequest;
import java.util.Set;

/** What machines ask all the time; it is no traffic, and not worth a line in the log. */
final class Probes {

  private static final Set<String> PATHS =
      Set.of("/health", "/api/health", "/api/healthz", "/api/readyz", "/metrics");

  private Probes() {}

  static boolean isProbe(RoutingRequest request) {
    return PATHS.contains(request.path().path());
  }
}
