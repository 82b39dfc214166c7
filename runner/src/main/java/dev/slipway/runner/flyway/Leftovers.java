package dev.slipway.runner.flyway;

import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.flyway.IndexFiles.Outcome;
import dev.slipway.runner.ledger.FileLedger;
import dev.slipway.runner.ledger.FileRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Puts in order what runs that died, or failed outside a transaction, have left: index, ledger row
 * and history row are made to say the same.
 */
public record Leftovers(
    Migrations migrations, Database database, FileLedger ledger, IndexFiles indexes) {

  /**
   * Decides every file that was begun outside a transaction, and takes Flyway's failed rows away
   * where the ledger proves them ours and nothing is left of the file.
   */
  public void settle() throws SQLException, FileFailure {
    History history = migrations.read(database);
    for (FileRow row : ledger.unfinished()) {
      Optional<MigrationFile> file = history.file(row.file());
      if (history.succeeded().contains(row.file())) {
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

  private void settle(FileRow row, MigrationFile file) throws SQLException, FileFailure {
    Outcome outcome = indexes.outcome(file);
    if (outcome == Outcome.DONE) {
      forget(file);
      migrations.record(database, file.version());
      ledger.mark(row, FileRow.State.APPLIED);
    } else if (outcome == Outcome.UNKNOWN && !file.repeatable()) {
      throw new Stop(Verdict.VerificationFailed, unknown(file.name()));
    } else {
      indexes.cleanUp(file);
      ledger.mark(row, FileRow.State.FAILED);
    }
  }

  public static String unknown(String file) {
    return file
        + " was interrupted outside a transaction and nothing in the catalog tells whether it was"
        + " done; look at what it changes, then complete or undo it by hand";
  }

  private void forgetIfClean(MigrationFile file) throws SQLException {
    indexes.cleanUp(file);
    if (indexes.outcome(file) == Outcome.NOT_DONE) {
      forget(file);
    }
  }

  private void forget(MigrationFile file) throws SQLException {
    try (Statement quoting = ledger.connection().createStatement();
        PreparedStatement delete =
            ledger
                .connection()
                .prepareStatement(
                    "DELETE FROM "
                        + quoting.enquoteIdentifier(migrations.defaultSchema(), true)
                        + "."
                        + quoting.enquoteIdentifier(migrations.historyTable(), true)
                        + " WHERE NOT success AND script = ? AND checksum = ?")) {
      delete.setString(1, file.name());
      delete.setInt(2, file.checksum());
      delete.executeUpdate();
    }
  }
}
