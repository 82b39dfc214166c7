package dev.slipway.backend.http;

import dev.slipway.backend.logging.JsonLog;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Gives each request an id, for its answer and for every line that is logged on its behalf, and
 * writes one line when it is answered. The line holds the path and never the query: people put
 * tokens there.
 */
public final class RequestLog implements Filter {

  /** Under which the id of a request is found while it is served. */
  private static final String REQUEST_ID = "request_id";

  private static final HeaderName HEADER = HeaderNames.create("X-Request-Id");
  private static final Logger LOG = LoggerFactory.getLogger(JsonLog.REQUESTS);

  private final ClientAddress clients;

  public RequestLog(ClientAddress clients) {
    this.clients = clients;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String id =
        request
            .headers()
            .first(HEADER)
            .filter(given -> given.matches("[\\w.-]{1,64}"))
            .orElseGet(RequestLog::newId);
    MDC.put(REQUEST_ID, id);
    response.header(HEADER, id);
    Level level = Probes.isProbe(request) ? Level.DEBUG : Level.INFO;
    if (LOG.isEnabledForLevel(level)) {
      long began = System.nanoTime();
      response.whenSent(() -> write(level, request, response, began));
    }
    response.whenSent(() -> MDC.remove(REQUEST_ID));
    chain.proceed();
  }

  private void write(Level level, RoutingRequest request, RoutingResponse response, long began) {
    String method = request.prologue().method().text();
    String path = request.prologue().uriPath().path();
    int status = response.status().code();
    LOG.atLevel(level)
        // Said here, because finding it out would cost more than the rest of the line.
        .addKeyValue("function", "write")
        .addKeyValue("method", method)
        .addKeyValue("path", path)
        .addKeyValue("status", status)
        .addKeyValue("duration_ms", (System.nanoTime() - began) / 1e6)
        .addKeyValue("client", clients.of(request))
        .log("{} {} {}", method, path, status);
  }

  private static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
