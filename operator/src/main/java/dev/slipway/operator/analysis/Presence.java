package dev.slipway.operator.analysis;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether anybody of a group of pods answers.
 *
 * @param answeringSince beginning of the unbroken stretch of answers that {@code lastAnswer} ends
 * @param lastAnswer or, where none came yet, when the group was asked first
 */
record Presence(Instant answeringSince, Instant lastAnswer, boolean everAnswered) {
  /** A gap up to here is one lost look, not silence. */
  static final Duration GAP = Duration.ofSeconds(3);

  static Presence askedFirst(Instant at) {
    return new Presence(at, at, false);
  }

  Presence answered(Instant at) {
    var broken = !everAnswered || silence(at).compareTo(GAP) > 0;
    return new Presence(broken ? at : answeringSince, at, true);
  }

  Duration silence(Instant now) {
    return Duration.between(lastAnswer, now);
  }

  boolean silent(Instant now) {
    return silence(now).compareTo(GAP) >= 0;
  }

  /** How long the group has answered without a break; nothing while it is silent. */
  Duration answering(Instant now) {
    return !everAnswered || silent(now) ? Duration.ZERO : Duration.between(answeringSince, now);
  }
}
