package dev.slipway.operator.release;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a release may begin to change anything, in the eyes of those who declared gates and of
 * other releases.
 */
public sealed interface Gate {

  record Open() implements Gate {}

  /**
   * Something is waited for; that is no fault and has no deadline.
   *
   * @param why what is missing, as a sentence
   * @param until when time alone opens it
   */
  record Closed(String why, Optional<Instant> until) implements Gate {}

  /**
   * Another release has what this one needs. Waiting for it to go is no fault and has no deadline.
   *
   * @param why which release has what, as a sentence
   */
  record Taken(String why) implements Gate {}
}
