package dev.slipway.operator.release;

/** A released version that runs or ran: the number of its attempt, and what it was. */
public record Revision(int number, String version, String planHash) {}
