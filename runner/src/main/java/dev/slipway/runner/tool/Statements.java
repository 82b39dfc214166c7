package dev.slipway.runner.tool;

import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Fault;
import dev.slipway.runner.schema.Place;
import dev.slipway.runner.sql.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Runs the statements of a file as they are written. */
public final class Statements {
  private Statements() {}

  /**
   * One after the other, with the default schema first in the search path.
   *
   * @throws FileFailure with the line of the statement that failed
   */
  public static void run(Connection session, Place place, MigrationFile file)
      throws SQLException, FileFailure {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      searchPath(session, place);
      for (Script.Piece piece : file.script().pieces()) {
        try {
          statement.execute(piece.sql());
        } catch (SQLException e) {
          throw failure(file, piece.line(), e);
        }
      }
    }
  }

  /** The default schema first. */
  static void searchPath(Connection session, Place place) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("SET search_path = \"" + place.defaultSchema() + "\", \"$user\", public");
    }
  }

  /**
   * A file may have changed to a role that must not write the ledger or the history, or asked for
   * commits that a crash of the server takes back.
   */
  public static void restore(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("RESET ROLE; " + Database.DURABLE);
    }
  }

  public static FileFailure failure(MigrationFile file, int line, SQLException error) {
    return new FileFailure(
        Optional.of(file.version()), Optional.of(file.name()), line, Optional.of(Fault.of(error)));
  }
}
