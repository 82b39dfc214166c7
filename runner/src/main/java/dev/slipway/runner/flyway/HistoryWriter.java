package dev.slipway.runner.flyway;

import dev.slipway.runner.schema.Place;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.MigrationFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Rows of Flyway's history that Flyway itself does not write, or not in our transaction. */
record HistoryWriter(Connection connection, Place place) {

  /** A file whose change is in. */
  void applied(MigrationFile file) throws SQLException {
    // Flyway's own way, skipping the execution, would mark pending repeatable files as run, too.
    String table = place.quotedHistory();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %1$s (installed_rank, version, description, type, script, checksum,"
                    .formatted(table)
                + " installed_by, execution_time, success) SELECT coalesce(max(installed_rank), 0)"
                + " + 1, ?, ?, 'SQL', ?, ?, current_user, 0, true FROM %1$s".formatted(table))) {
      insert.setString(1, file.repeatable() ? null : file.version());
      insert.setString(2, FlywayNames.description(file.name()));
      insert.setString(3, file.name());
      insert.setInt(4, file.checksum());
      insert.executeUpdate();
    }
  }

  /** Takes the row of a failure away. */
  void forget(MigrationFile file) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM "
                + place.quotedHistory()
                + " WHERE NOT success AND script = ? AND checksum = ?")) {
      delete.setString(1, file.name());
      delete.setInt(2, file.checksum());
      delete.executeUpdate();
    }
  }

  /**
   * A row of the type that Flyway's own repair writes for what is gone: the audit stays, and the
   * file is pending again. The type that the paid undo writes makes the free Flyway refuse all.
   */
  void taken(History.Applied row) throws SQLException {
    String table = place.quotedHistory();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %1$s (installed_rank, version, description, type, script, checksum,"
                    .formatted(table)
                + " installed_by, execution_time, success) SELECT (SELECT max(installed_rank) + 1"
                + " FROM %1$s), version, description, 'DELETE', script, checksum, current_user, 0,"
                    .formatted(table)
                + " true FROM %1$s WHERE version = ? AND success AND type <> 'DELETE'"
                    .formatted(table)
                + " ORDER BY installed_rank DESC LIMIT 1")) {
      insert.setString(1, row.version());
      insert.executeUpdate();
    }
  }

  /** Flyway itself refuses to do it in a table that is there and empty. */
  void baseline(String version) throws SQLException {
    String table = place.quotedHistory();
    try (PreparedStatement insert =
        connection.prepareStatement(
            ("INSERT INTO %1$s (installed_rank, version, description, type, script, installed_by,"
                    + " execution_time, success) SELECT coalesce(max(installed_rank), 0) + 1, ?,"
                    + " 'taken over by Slipway', 'BASELINE', '<< Flyway Baseline >>', current_user,"
                    + " 0, true FROM %1$s")
                .formatted(table))) {
      insert.setString(1, version);
      insert.executeUpdate();
    }
  }
}
