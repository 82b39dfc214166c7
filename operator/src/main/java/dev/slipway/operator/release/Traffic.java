package dev.slipway.operator.release;

/** Whom the backend's Service selects. */
public sealed interface Traffic {

  record Missing() implements Traffic {}

  /** A Service of that name that this release does not own. */
  record Foreign(String why) implements Traffic {}

  /** Every pod of the backend: share by pod count. */
  record Shared(String seenVersion) implements Traffic {}

  /** The pods of one revision only. */
  record Narrow(String seenVersion, int revision) implements Traffic {}
}
