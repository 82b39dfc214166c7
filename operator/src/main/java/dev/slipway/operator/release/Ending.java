package dev.slipway.operator.release;

import java.time.Instant;

/** The end of the last attempt, for people and for the record. */
public record Ending(
    int number, String version, Outcome outcome, Reason reason, String message, Instant at) {}
