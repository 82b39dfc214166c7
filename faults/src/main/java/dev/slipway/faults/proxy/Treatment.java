package dev.slipway.faults.proxy;

import java.time.Duration;

/** What becomes of one request. */
public sealed interface Treatment {
  /** It is passed on and answered. */
  record Pass() implements Treatment {}

  /**
   * It is not passed on.
   *
   * @param retryAfter seconds, or 0 for none said
   */
  record Refuse(int code, String reason, int retryAfter) implements Treatment {}

  /** The operator dies before the request leaves it. */
  record KillFirst() implements Treatment {}

  /** The operator dies when the server has done it, before it hears so. */
  record KillAfter() implements Treatment {}

  /** It is done, and the connection ends without an answer. */
  record DropReply() implements Treatment {}

  /** It is done, and the answer comes when nobody waits any more. */
  record Hang(Duration time) implements Treatment {}

  /** A list as it was at an earlier resourceVersion. */
  record Stale(String resourceVersion) implements Treatment {}
}
