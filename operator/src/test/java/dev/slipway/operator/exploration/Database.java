package dev.slipway.operator.exploration;

/**
 * The database with its ledger. File 0 is transactional, file 1 is a statement that no transaction
 * holds and of which nobody can tell whether it took hold.
 *
 * @param rows files that the history names as applied, one bit each
 * @param effects how often each file took hold, two bits each
 * @param by attempt that applied each file, three bits each
 * @param seq highest number in the ledger
 * @param running whether the run of that number may still write
 * @param unfinished whether the statement of file 1 was begun and no end was written down
 */
record Database(int rows, int effects, int by, int seq, boolean running, boolean unfinished) {
  static final Database EMPTY = new Database(0, 0, 0, 0, false, false);

  boolean has(int file) {
    return (rows & (1 << file)) != 0;
  }

  int effects(int file) {
    return (effects >> (2 * file)) & 3;
  }

  /** Files that this very attempt has applied, over all its runs. */
  int appliedBy(int attempt) {
    var mask = 0;
    for (var file = 0; file < 2; file++) {
      if (has(file) && ((by >> (3 * file)) & 7) == attempt) {
        mask |= 1 << file;
      }
    }
    return mask;
  }

  Database entered(int number) {
    return new Database(rows, effects, by, number, true, unfinished);
  }

  /** The run is over, or shut out. */
  Database closed() {
    return new Database(rows, effects, by, seq, false, unfinished);
  }

  /** An inspection stands in the ledger, so that no run of a lower number begins any more. */
  Database inspected(int number) {
    return new Database(rows, effects, by, Math.max(seq, number), false, unfinished);
  }

  Database tookHold(int file) {
    var count = Math.min(3, effects(file) + 1);
    var kept = effects & ~(3 << (2 * file));
    return new Database(rows, kept | (count << (2 * file)), by, seq, running, unfinished);
  }

  Database written(int file, int attempt) {
    var kept = by & ~(7 << (3 * file));
    return new Database(
        rows | (1 << file), effects, kept | (attempt << (3 * file)), seq, running, false);
  }

  /** A person says that nothing is left of the statement that was begun. */
  Database undone() {
    return new Database(rows, effects, by, seq, running, false);
  }

  Database begun() {
    return new Database(rows, effects, by, seq, running, true);
  }
}
