package dev.slipway.faults.proxy;

import java.time.Duration;

/**
 * Decides what becomes of requests and of events; called from many threads. What it does not say
 * goes its way.
 */
public interface Interference {
  Interference NONE = _ -> new Treatment.Pass();

  Treatment on(Call call);

  /**
   * What the server said to a write.
   *
   * @param code HTTP status
   */
  default void done(Call call, int code) {}

  /** How often an event that a watch brought is handed on: 0, 1 or 2. */
  default int times(Call watch) {
    return 1;
  }

  /** How long an event is held back first. */
  default Duration late(Call watch) {
    return Duration.ZERO;
  }
}
