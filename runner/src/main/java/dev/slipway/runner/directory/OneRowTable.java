package dev.slipway.runner.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * golang-migrate's: one row with the newest version, and whether it failed.
 *
 * @param table quoted
 */
record OneRowTable(String table) implements HistoryTable {

  @Override
  public List<Row> rows(Connection connection, List<SqlFile> files) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version::text, dirty FROM " + table)) {
      if (!row.next()) {
        return rows;
      }
      Optional<Version> newest = Version.leading(row.getString(1));
      boolean dirty = row.getBoolean(2);
      if (newest.isPresent()) {
        files.stream()
            .map(SqlFile::version)
            .filter(version -> version.compareTo(newest.get()) < 0)
            .forEach(version -> rows.add(new Row(version, Optional.empty(), false)));
        rows.add(new Row(newest.get(), Optional.empty(), dirty));
      }
    }
    return rows;
  }

  @Override
  public void add(Connection connection, SqlFile file) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO " + table + " (version, dirty) VALUES (?::bigint, false)")) {
      statement.execute("DELETE FROM " + table);
      insert.setString(1, file.version().text());
      insert.executeUpdate();
    }
  }

  /** The row goes back to the newest file before. */
  @Override
  public void remove(Connection connection, Version version, List<SqlFile> files)
      throws SQLException {
    Optional<SqlFile> before =
        files.stream()
            .filter(file -> file.version().compareTo(version) < 0)
            .max(Comparator.comparing(SqlFile::version));
    if (before.isPresent()) {
      add(connection, before.get());
    } else {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DELETE FROM " + table);
      }
    }
  }
}
