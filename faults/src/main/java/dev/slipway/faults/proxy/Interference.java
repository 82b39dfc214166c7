package dev.slipway.faults.proxy;

import java.time.Duration;

/** Decides what becomes of requests and of events; called from many threads. */
public interface Interference {
  Treatment on(Call call);

  /**
   * What the server said to a write.
   *
   * @param code HTTP status
   */
  void done(Call call, int code);

  /** How often an event that a watch brought is handed on: 0, 1 or 2. */
  int times(Call watch);

  /** How long an event is held back first. */
  Duration late(Call watch);

  /** Nothing happens. */
  Interference NONE =
      new Interference() {
        @Override
        public Treatment on(Call call) {
          return new Treatment.Pass();
        }

        @Override
        public void done(Call call, int code) {}

        @Override
        public int times(Call watch) {
          return 1;
        }

        @Override
        public Duration late(Call watch) {
          return Duration.ZERO;
        }
      };
}
