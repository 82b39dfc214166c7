package dev.slipway.runner.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row for each file, with its checksum.
 *
 * @param table quoted
 */
record OwnTable(String table) implements HistoryTable {

  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + table
              + " (version text PRIMARY KEY, file text NOT NULL, checksum integer NOT NULL,"
              + " applied_at timestamptz NOT NULL DEFAULT clock_timestamp())");
    }
  }

  @Override
  public List<Row> rows(Connection connection, List<SqlFile> files) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version, checksum FROM " + table + " ORDER BY applied_at")) {
      while (row.next()) {
        Optional<Version> version = Version.leading(row.getString(1));
        if (version.isPresent()) {
          rows.add(new Row(version.get(), Optional.of(row.getInt(2)), false));
        }
      }
    }
    return rows;
  }

  @Override
  public void add(Connection connection, SqlFile file) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO " + table + " (version, file, checksum) VALUES (?, ?, ?)")) {
      statement.setString(1, file.version().text());
      statement.setString(2, file.name());
      statement.setInt(3, file.checksum());
      statement.executeUpdate();
    }
  }

  @Override
  public void remove(Connection connection, Version version, List<SqlFile> files)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM " + table + " WHERE version = ?")) {
      statement.setString(1, version.text());
      statement.executeUpdate();
    }
  }
}
