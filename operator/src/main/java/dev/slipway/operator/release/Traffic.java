package dev.slipway.operator.release;

/** Whom the backend's Service selects. */
public sealed interface Traffic {

  record Missing() implements Traffic {}

  /**
   * A Service of that name that this release does not own.
   *
   * @param byRelease whether another release owns it, so that it will go with that one
   */
  record Foreign(String why, boolean byRelease) implements Traffic {
    Reason reason() {
      return byRelease ? Reason.WAITS_FOR_RELEASE : Reason.NAME_TAKEN;
    }
  }

  /** Every pod of the backend: share by pod count. */
  record Shared(String seenVersion) implements Traffic {}

  /** The pods of one revision only. */
  record Narrow(String seenVersion, int revision) implements Traffic {}
}
