package dev.slipway.backend.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Tells with each answer which version gave it: {@code X-Version}. */
public final class AnswersVersion implements Filter {
  private final Header version;

  public AnswersVersion(String version) {
    this.version = HeaderValues.createCached(HeaderNames.create("X-Version"), version);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    response.header(version);
    chain.proceed();
  }
}
