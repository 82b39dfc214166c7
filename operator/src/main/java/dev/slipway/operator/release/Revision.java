package dev.slipway.operator.release;

/**
 * A version that runs or ran: the number of its attempt, and what it was. Number 0 is what ran
 * before the first attempt, and was adopted.
 */
public record Revision(int number, String version, String planHash) {
  /** Number of what was adopted. */
  public static final int ADOPTED = 0;

  /** Whether it ran before the first attempt. */
  public boolean adopted() {
    return number == ADOPTED;
  }
}
