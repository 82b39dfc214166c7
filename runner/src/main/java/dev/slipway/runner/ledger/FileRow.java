package dev.slipway.runner.ledger;

import java.util.UUID;

/**
 * What the ledger knows of one file.
 *
 * @param seq the run that wrote the row
 * @param version the version, or the file's name where it is repeatable
 * @param transactional false for files that run outside a transaction: they have a row before, too
 */
public record FileRow(
    UUID attempt,
    long seq,
    String file,
    String version,
    int checksum,
    State state,
    boolean transactional) {

  boolean mayBeIn() {
    return state == State.RUNNING || state == State.APPLIED;
  }

  /** A transactional file is only ever APPLIED or REVERTED: its row commits with its change. */
  public enum State {
    RUNNING,
    APPLIED,
    FAILED,
    REVERTED
  }
}
