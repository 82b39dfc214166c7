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
 * A row for each file, by its number (Rails, dbmate) or by its name (runbooks).
 *
 * @param table quoted
 * @param column what tells the file
 * @param type the column's
 */
record RowsTable(String table, String column, String type) implements HistoryTable {

  @Override
  public List<Row> rows(Connection connection, List<SqlFile> files) throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (String text : texts(connection)) {
      Version.leading(text)
          .ifPresent(version -> rows.add(new Row(version, Optional.empty(), false)));
    }
    rows.sort((a, b) -> a.version().compareTo(b.version()));
    return rows;
  }

  @Override
  public void add(Connection connection, SqlFile file) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO " + table + " (" + column + ") VALUES (?::" + type + ")")) {
      statement.setString(1, written(file, texts(connection)));
      statement.executeUpdate();
    }
  }

  /** As the rows before it were written: number, name, or name with its ending. */
  private String written(SqlFile file, List<String> earlier) {
    Optional<String> example = earlier.stream().findFirst();
    if (example.isEmpty()) {
      return column.equals("version") ? file.version().text() : file.name();
    }
    if (example.get().matches("[0-9]+")) {
      return file.version().text();
    }
    return example.get().endsWith(".sql")
        ? file.name()
        : file.name().replaceFirst("(?:\\.up)?\\.sql$", "");
  }

  private List<String> texts(Connection connection) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + column + "::text FROM " + table)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void remove(Connection connection, Version version, List<SqlFile> files)
      throws SQLException {
    for (String text : texts(connection)) {
      if (Version.leading(text).stream().anyMatch(version::same)) {
        try (PreparedStatement statement =
            connection.prepareStatement(
                "DELETE FROM " + table + " WHERE " + column + "::text = ?")) {
          statement.setString(1, text);
          statement.executeUpdate();
        }
      }
    }
  }
}
