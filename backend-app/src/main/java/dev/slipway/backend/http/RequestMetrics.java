package dev.slipway.backend.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;

/**
 * Times every request by route, status, method and version. Routes are the patterns of the routing,
 * so that callers cannot make up series.
 */
public final class RequestMetrics implements Filter {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry meters;
  private final MeterProvider<Timer> requests;
  private final String version;

  public RequestMetrics(MeterRegistry meters, String version) {
    this.meters = meters;
    this.version = version;
    this.requests =
        Timer.builder("http.server.requests")
            .description("Requests answered, by route, status, method and version")
            .serviceLevelObjectives(BUCKETS)
            .withRegistry(meters);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Timer.Sample sample = Timer.start(meters);
    // An answer that an error handler gives is sent after this filter has been left.
    response.whenSent(() -> sample.stop(timer(request, response)));
    chain.proceed();
  }

  private Timer timer(RoutingRequest request, RoutingResponse response) {
    String method = request.prologue().method().text();
    return requests.withTags(
        Tags.of(
            "uri",
            request.matchingPattern().orElse("UNMATCHED"),
            "status",
            Integer.toString(response.status().code()),
            "method",
            METHODS.contains(method) ? method : "OTHER",
            "version",
            version));
  }
}
