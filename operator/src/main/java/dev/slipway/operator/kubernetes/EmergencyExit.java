package dev.slipway.operator.kubernetes;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a process that may do nothing any more, without a lease or without a watch: a fresh
 * start is the cure, and a release goes on from its status wherever it was left.
 */
public final class EmergencyExit {
  private static final Logger LOG = LoggerFactory.getLogger(EmergencyExit.class);

  private final Runnable end;
  private volatile boolean leaving;

  /** Ends by {@code end}, which does not return in a real process. */
  public EmergencyExit(Runnable end) {
    this.end = end;
  }

  /** From now on the process is ending anyway, and watches that end are no news. */
  public void leaving() {
    leaving = true;
  }

  /** Ends the process at once. */
  public void take(String why, @Nullable Throwable cause) {
    if (!leaving) {
      LOG.atError().setCause(cause).log("{}; the process ends", why);
      end.run();
    }
  }
}
