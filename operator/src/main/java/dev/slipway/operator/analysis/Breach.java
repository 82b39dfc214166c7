package dev.slipway.operator.analysis;

import java.time.Duration;
import java.time.Instant;

/** An unbroken time above the limit, and what was answered in it. */
record Breach(Instant since, Tally tally) {

  /** The runbook's proof: for too long above the limit. */
  boolean proven(Limit limit, Instant now) {
    return Duration.between(since, now).compareTo(limit.sustained()) >= 0
        && tally.answers() >= Judge.ENOUGH
        && tally.errors() > limit.chance(tally.answers());
  }
}
