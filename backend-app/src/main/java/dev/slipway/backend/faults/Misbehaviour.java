package dev.slipway.backend.faults;

import dev.slipway.backend.faults.FaultBoard.Turn;
import dev.slipway.backend.http.Problem;
import dev.slipway.backend.time.Time;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.SplittableRandom;

/** Slows, fails and leaks with the requests that the board names; the administrator's never. */
public final class Misbehaviour implements Filter {

  private final FaultBoard board;
  private final Leaks leaks;
  private final Time time;

  public Misbehaviour(FaultBoard board, Leaks leaks, Time time) {
    this.board = board;
    this.leaks = leaks;
    this.time = time;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Faults faults = board.faults();
    String path = request.path().path();
    if (faults.any() && !path.startsWith("/api/admin/")) {
      if (faults.crashAfterRequests() > 0 || faults.leakConnectionEvery() > 0) {
        leaks.connection(board.arrived(), faults.leakConnectionEvery());
      }
      leaks.memory(faults.leakKibibytes());
      board.turn(path).ifPresent(turn -> misbehave(turn, request));
    }
    chain.proceed();
  }

  private void misbehave(Turn turn, RoutingRequest request) {
    if (turn.fault().latency().isPositive()) {
      time.pause(turn.fault().latency());
    }
    if (fails(turn.number(), turn.errorRate())) {
      request.matchingPattern(turn.fault().path());
      throw new Problem(500, "Internal server error", "failed on request (FAULT_ERROR_RATE)");
    }
  }

  /** The n-th request of every process with this rate has the same fate. */
  static boolean fails(long number, double rate) {
    return rate > 0 && new SplittableRandom(number).nextDouble() < rate;
  }
}
