package dev.slipway.backend.faults;

import dev.slipway.backend.http.Problem;
import dev.slipway.backend.time.Time;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Slows and fails requests for orders, and nothing else. */
public final class FaultyOrders implements Filter {

  private final Faults faults;
  private final Time time;
  private final AtomicLong number = new AtomicLong();

  public FaultyOrders(Faults faults, Time time) {
    this.faults = faults;
    this.time = time;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.path().path().startsWith("/api/orders")) {
      if (faults.latency().isPositive()) {
        time.pause(faults.latency());
      }
      if (fails(number.getAndIncrement(), faults.errorRate())) {
        request.matchingPattern("/api/orders");
        throw new Problem(500, "Internal server error", "failed on request (FAULT_ERROR_RATE)");
      }
    }
    chain.proceed();
  }

  /** The n-th request of every process with this rate has the same fate. */
  static boolean fails(long number, double rate) {
    return rate > 0 && new SplittableRandom(number).nextDouble() < rate;
  }
}
