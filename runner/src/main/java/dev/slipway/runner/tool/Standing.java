package dev.slipway.runner.tool;

/**
 * Where a schema stands, in the same words for each tool (demand D4). The later of two wins; wire
 * names.
 */
public enum Standing {
  /** No history and no content. */
  Empty,
  /** Files are to be applied. */
  Behind,
  AtTarget,
  /** Newer than the files, by releases that the ledger knows. */
  Ahead,
  /** Newer than the files, and the ledger does not know by whom. */
  AheadUnknown,
  OutOfOrder,
  /** Applied files are missing. */
  Diverged,
  Edited,
  Failed,
  /** Content and no history. */
  NoHistory;

  public boolean applicable() {
    return compareTo(OutOfOrder) < 0;
  }
}
