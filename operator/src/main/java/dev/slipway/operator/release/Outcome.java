package dev.slipway.operator.release;

/** How an attempt ended. */
public enum Outcome {
  /** The new version serves. */
  SUCCEEDED,
  /** The old version serves again. */
  ROLLED_BACK,
  /** Stopped before the new version got traffic, or there was nothing to go back to. */
  FAILED,
  /** Frozen: a person has to look; nothing is touched until the plan changes. */
  HELD,
  /** A newer plan came before anything was changed. */
  SUPERSEDED;

  boolean forgetsNothing() {
    return this == ROLLED_BACK || this == FAILED || this == HELD;
  }
}
