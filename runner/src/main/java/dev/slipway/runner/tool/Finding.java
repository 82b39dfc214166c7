package dev.slipway.runner.tool;

/**
 * Why nothing may be applied.
 *
 * @param standing the state it puts the schema into
 * @param sentence what was found and what to do
 */
public record Finding(Standing standing, String sentence) {

  public static Finding failed(String file) {
    return new Finding(
        Standing.Failed,
        file
            + " is recorded as failed in the history table; look at what it left, then repair the"
            + " history");
  }

  public static Finding edited(String file) {
    return new Finding(
        Standing.Edited,
        file + " was edited after it was applied; bring its text back and add a new file instead");
  }

  public static Finding missing(String file) {
    return new Finding(
        Standing.Diverged,
        file
            + " was applied and its file is missing; bring the file back, or release an image that"
            + " has it");
  }

  public static Finding forgotten(String file) {
    return new Finding(
        Standing.Diverged,
        file
            + " is in the ledger as applied and its row is gone from the history; put the row back,"
            + " or, where the file was undone, set its state in slipway.file to FAILED");
  }

  public static Finding outOfOrder(String file) {
    return new Finding(
        Standing.OutOfOrder,
        file
            + " is older than the schema and was never applied; give it a newer version, or allow"
            + " files out of order");
  }
}
