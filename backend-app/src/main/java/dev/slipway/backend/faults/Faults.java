package dev.slipway.backend.faults;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process does wrong on purpose.
 *
 * @param routes requests that fail or are slow; the first that fits a path counts
 * @param readyDelay not ready for this long after the plan was made
 * @param readyFail never ready
 * @param startFail ends before it listens
 * @param crashAfter ends abruptly this long after the plan was made; zero is at once, null never
 * @param crashAfterRequests ends abruptly with this request; 0 is never
 * @param leakKibibytes memory that each request keeps for ever
 * @param leakConnectionEvery each so manieth request keeps a connection for ever; 0 is none
 */
public record Faults(
    List<RouteFault> routes,
    Duration readyDelay,
    boolean readyFail,
    boolean startFail,
    @Nullable Duration crashAfter,
    int crashAfterRequests,
    int leakKibibytes,
    int leakConnectionEvery) {

  public static final Faults NONE =
      new Faults(List.of(), Duration.ZERO, false, false, null, 0, 0, 0);

  /**
   * How requests below a path go wrong.
   *
   * @param path its beginning
   * @param errorRate share of requests answered 500, 0 to 1
   * @param latency added to each request
   * @param afterRequests so many requests of this route are served well before
   * @param after it is well for this long before
   * @param lasts then it goes wrong for so long; zero is for ever
   * @param grows the share of errors rises evenly from nothing over so long; zero is at once
   */
  public record RouteFault(
      String path,
      double errorRate,
      Duration latency,
      int afterRequests,
      Duration after,
      Duration lasts,
      Duration grows) {

    /** Whether its time has come and is not over, so long after the plan was set. */
    boolean holds(Duration since) {
      return since.compareTo(after) >= 0
          && (lasts.isZero() || since.compareTo(after.plus(lasts)) < 0);
    }

    /** The share of errors so long after the plan was set. */
    double errorRate(Duration since) {
      var grown = since.minus(after);
      return grown.compareTo(grows) >= 0
          ? errorRate
          : errorRate * grown.toMillis() / grows.toMillis();
    }
  }

  /** Whether a request could go wrong at all. */
  boolean any() {
    return !routes.isEmpty()
        || crashAfterRequests > 0
        || leakKibibytes > 0
        || leakConnectionEvery > 0;
  }

  /** The same with more faults on routes, which count before those that are there. */
  public Faults with(List<RouteFault> more) {
    List<RouteFault> all = new java.util.ArrayList<>(more);
    all.addAll(routes);
    return new Faults(
        List.copyOf(all),
        readyDelay,
        readyFail,
        startFail,
        crashAfter,
        crashAfterRequests,
        leakKibibytes,
        leakConnectionEvery);
  }
}
