package dev.slipway.runner.directory;

import dev.slipway.runner.Stop;
import dev.slipway.runner.schema.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that says which files are in, in one of the forms it is found in. */
sealed interface HistoryTable permits OwnTable, OneRowTable, RowsTable {

  /**
   * A row.
   *
   * @param checksum of the file when it was applied, where the table has it
   * @param failed whether the row says that its file failed
   */
  record Row(Version version, Optional<Integer> checksum, boolean failed) {}

  /**
   * What the table says of files up to now.
   *
   * @param files those that are here: a table of one row means all up to its version
   */
  List<Row> rows(Connection connection, List<SqlFile> files) throws SQLException;

  /** Says that a file is in, on the file's own connection. */
  void add(Connection connection, SqlFile file) throws SQLException;

  /**
   * Says that a file is no longer in.
   *
   * @param files those that are here
   */
  void remove(Connection connection, Version version, List<SqlFile> files) throws SQLException;

  /** Recognises the table by its columns; our own form where there is none yet. */
  static HistoryTable of(Connection connection, Place place) throws SQLException {
    Map<String, String> columns = columns(connection, place);
    String table = place.quotedHistory();
    if (columns.isEmpty() || (columns.containsKey("checksum") && columns.containsKey("file"))) {
      return new OwnTable(table);
    }
    if (columns.containsKey("dirty") && columns.containsKey("version")) {
      return new OneRowTable(table);
    }
    for (String name : List.of("version", "filename", "name", "migration")) {
      if (columns.containsKey(name)) {
        return new RowsTable(table, name, columns.get(name));
      }
    }
    throw Stop.badInput(
        place.history()
            + " has none of the columns version, filename, name and migration; name the table that"
            + " holds the history, or one that does not exist yet");
  }

  private static Map<String, String> columns(Connection connection, Place place)
      throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
                + " JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace"
                + " WHERE nspname = ? AND relname = ? AND attnum > 0 AND NOT attisdropped")) {
      statement.setString(1, place.defaultSchema());
      statement.setString(2, place.historyTable());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.put(row.getString(1), row.getString(2));
        }
      }
    }
    return columns;
  }
}
