package dev.slipway.backend.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Where a message and a connection end (RFC 9112, 6.3 and 9.6), as far as the web server does not
 * see to it: it answers {@code Connection: close} and keeps the connection open, waits for ever for
 * a body of negative length, and takes a length beside chunks, which is how requests are smuggled
 * past a proxy. To be the outermost filter.
 */
public final class Framing implements Filter {

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (asksToClose(request.headers())) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    try {
      refuseUnclearLength(request.headers());
      chain.proceed();
    } catch (Problem problem) {
      // What filters refuse is answered here, so that the connection can be closed behind it.
      Problems.send(request, response, problem);
    }
    if (response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
      readToTheEnd(request);
      throw new CloseConnectionException("one side said close");
    }
  }

  private static boolean asksToClose(Headers headers) {
    if (headers.contains(HeaderNames.CONNECTION)) {
      Header connection = headers.get(HeaderNames.CONNECTION);
      for (String value : connection.allValues()) {
        for (String option : value.split(",", -1)) {
          if (option.strip().equalsIgnoreCase("close")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static void refuseUnclearLength(Headers headers) {
    if (!headers.contains(HeaderNames.CONTENT_LENGTH)) {
      return;
    }
    Header length = headers.get(HeaderNames.CONTENT_LENGTH);
    if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
      throw Problem.unreadable("send either Content-Length or Transfer-Encoding");
    }
    if (length.valueCount() > 1 || !length.get().chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Problem.unreadable("Content-Length must be one number");
    }
  }

  /** A connection that is closed with bytes unread is reset, and the answer lost with it. */
  private static void readToTheEnd(RoutingRequest request) {
    // Who asked first and was not told to go on sends nothing.
    if (request.content().hasEntity()
        && !request.content().consumed()
        && !request.headers().contains(HeaderNames.EXPECT)) {
      try {
        request.content().consume();
      } catch (RuntimeException e) {
        throw new CloseConnectionException("the body cannot be read", e);
      }
    }
  }
}
