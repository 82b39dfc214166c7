package dev.slipway.runner.tool;

import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.ledger.FileLedger;
import dev.slipway.runner.ledger.FileRow;
import dev.slipway.runner.schema.ObjectFiles;
import dev.slipway.runner.schema.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Puts in order what runs that died, or failed outside a transaction, have left: object, ledger row
 * and history row are made to say the same.
 */
public record Leftovers(Tool tool, Database database, FileLedger ledger, ObjectFiles objects) {

  /**
   * Decides every file that was begun outside a transaction, and takes the tool's failed rows away
   * where the ledger proves them ours and nothing is left of the file.
   */
  public void settle() throws SQLException {
    History history = tool.read(database);
    for (FileRow row : ledger.outside()) {
      boolean ended = row.state() == FileRow.State.APPLIED;
      Optional<MigrationFile> file =
          history.file(row.file()).filter(f -> !ended || f.checksum() == row.checksum());
      if (history.succeeded(row.file()) && !ended) {
        ledger.mark(row, FileRow.State.APPLIED);
      } else if (file.isPresent()) {
        settle(row, file.get());
      }
    }
    for (History.Failed failed : history.failed()) {
      Optional<MigrationFile> file = failed.file();
      if (file.isPresent() && ledger.begun(failed.name(), file.get().checksum())) {
        forgetIfClean(file.get());
      }
    }
  }

  private void settle(FileRow row, MigrationFile file) throws SQLException {
    objects.cleanUp(file.script());
    Outcome outcome = objects.outcome(file.script());
    boolean seenToItsEnd = row.state() == FileRow.State.APPLIED;
    if (outcome == Outcome.DONE || (outcome == Outcome.UNKNOWN && seenToItsEnd)) {
      recorded(row, file);
    } else if (outcome == Outcome.UNKNOWN && !file.repeatable()) {
      throw new Stop(Verdict.VerificationFailed, unknown(file.name()));
    } else {
      ledger.mark(row, FileRow.State.FAILED);
    }
  }

  private void recorded(FileRow row, MigrationFile file) throws SQLException {
    Connection connection = ledger.connection();
    connection.setAutoCommit(false);
    try {
      tool.forget(connection, file);
      tool.record(connection, file);
      ledger.mark(row, FileRow.State.APPLIED);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  public static String unknown(String file) {
    return file
        + " was interrupted outside a transaction and nothing in the catalog tells whether it was"
        + " done; look at what it changes, then complete or undo it by hand";
  }

  private void forgetIfClean(MigrationFile file) throws SQLException {
    objects.cleanUp(file.script());
    Outcome outcome = objects.outcome(file.script());
    if (outcome == Outcome.NOT_DONE || outcome == Outcome.AGAIN) {
      tool.forget(ledger.connection(), file);
    }
  }
}
