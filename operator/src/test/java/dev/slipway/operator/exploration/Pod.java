package dev.slipway.operator.exploration;

/** A pod of a Job, and how far its runner is. */
enum Pod {
  NONE,
  /** Made, but no container has ever started. */
  UNSTARTED,
  STARTED,
  /** Holds the lock and stands in the ledger. */
  AT_WORK,
  /** The statement outside a transaction was begun, and the ledger says so. */
  IN_STATEMENT,
  /** That statement took hold, which nobody wrote down yet. */
  AFTER_STATEMENT,
  /** Its session was ended by another run; it does not know yet. */
  CUT_OFF,
  ENDED,
  DEAD;

  boolean alive() {
    return this != NONE && this != ENDED && this != DEAD;
  }

  boolean holdsLock() {
    return this == AT_WORK || this == IN_STATEMENT || this == AFTER_STATEMENT;
  }
}
