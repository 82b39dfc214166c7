package dev.slipway.backend.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * What each answer carries: the version that gave it, and what keeps browsers from guessing (R10).
 * {@code X-XSS-Protection} is left out on purpose: browsers have dropped it, and it opened holes.
 */
public final class StandingHeaders implements Filter {

  private final List<Header> headers;

  /**
   * @param secure whether clients reach us by HTTPS only, so that browsers may be told to
   */
  public StandingHeaders(String version, boolean secure) {
    List<Header> all =
        new ArrayList<>(
            List.of(
                header("X-Version", version),
                header("X-Frame-Options", "DENY"),
                header("X-Content-Type-Options", "nosniff"),
                header("Referrer-Policy", "no-referrer"),
                header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
                HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store")));
    if (secure) {
      all.add(header("Strict-Transport-Security", "max-age=31536000; includeSubDomains"));
    }
    this.headers = List.copyOf(all);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    for (Header header : headers) {
      response.header(header);
    }
    chain.proceed();
  }

  /** For answers that are given before there is a request to filter. */
  List<Header> all() {
    return headers;
  }

  private static Header header(String name, String value) {
    HeaderName known = HeaderNames.create(name);
    return HeaderValues.createCached(known, value);
  }
}
