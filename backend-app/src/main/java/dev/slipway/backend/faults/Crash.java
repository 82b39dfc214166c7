package dev.slipway.backend.faults;

import dev.slipway.backend.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process abruptly: no drain, exit code 1. */
public final class Crash {

  private static final Logger LOG = LoggerFactory.getLogger(Crash.class);

  private Crash() {}

  public static void schedule(Faults faults, Time time) {
    var after = faults.crashAfter();
    if (after == null) {
      return;
    }
    if (after.isZero()) {
      crash();
    }
    Thread.ofVirtual()
        .name("crash-on-request")
        .start(() -> {
          time.pause(after);
          crash();
        });
  }

  private static void crash() {
    LOG.error("Crashing on request (FAULT_CRASH_AFTER)");
    Runtime.getRuntime().halt(1);
  }
}
