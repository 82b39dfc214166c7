package dev.slipway.backend.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The polite end. From {@link #begin} on every answer says {@code Connection: close} and its
 * connection is closed behind it ({@link Framing}), so clients with keep-alive move away at their
 * next request; {@link #awaitQuiet} returns once nobody has asked for a while. Only then may the
 * listener go: a request on a connection is never cut without an answer.
 */
public final class Draining implements Filter {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition finished = lock.newCondition();
  private int inFlight;
  private long lastRequest;
  private volatile boolean begun;

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    // A probe does not keep the process from ending.
    if (Probes.isProbe(request)) {
      proceed(chain, response);
      return;
    }
    enter();
    try {
      proceed(chain, response);
    } finally {
      leave();
    }
  }

  public boolean begun() {
    return begun;
  }

  public void begin() {
    lock.lock();
    try {
      begun = true;
      lastRequest = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no request is in flight and none has come for {@code quiet}.
   *
   * @return false when {@code atMost} went by first, or the thread was interrupted
   */
  public boolean awaitQuiet(Duration quiet, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    lock.lock();
    try {
      while (true) {
        long now = System.nanoTime();
        long untilQuiet = lastRequest + quiet.toNanos() - now;
        if (inFlight == 0 && untilQuiet <= 0) {
          return true;
        }
        if (deadline - now <= 0) {
          return false;
        }
        long wait = inFlight > 0 ? deadline - now : Math.min(untilQuiet, deadline - now);
        long _ = finished.awaitNanos(wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void proceed(FilterChain chain, RoutingResponse response) {
    if (begun) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    chain.proceed();
  }

  private void enter() {
    lock.lock();
    try {
      inFlight++;
      lastRequest = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      inFlight--;
      lastRequest = System.nanoTime();
      finished.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
