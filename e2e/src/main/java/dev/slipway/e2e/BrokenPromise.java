package dev.slipway.e2e;

/** Something that Slipway promises did not happen. */
public final class BrokenPromise extends RuntimeException {
  public BrokenPromise(String message) {
    super(message);
  }

  /** What was waited for, and what was seen instead. */
  public String story() {
    return String.valueOf(getMessage());
  }
}
