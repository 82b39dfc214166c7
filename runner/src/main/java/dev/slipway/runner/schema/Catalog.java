package dev.slipway.runner.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** Questions to PostgreSQL's catalog about the schemas that are ours. */
public record Catalog(Connection connection, Place place) {

  /** The indexes that a build outside a transaction has left unfinished, fit for a statement. */
  public Set<String> invalidIndexes() throws SQLException {
    Set<String> names = new TreeSet<>();
    // The index of a partitioned table is invalid until all partitions have theirs: relkind I.
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
                + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY (?)"
                + " AND NOT i.indisvalid AND c.relkind = 'i' AND NOT EXISTS"
                + " (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = c.oid)")) {
      statement.setArray(1, connection.createArrayOf("text", place.schemas().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  /** Constraints that were added NOT VALID and hold for new rows only. */
  public Set<String> unvalidatedConstraints() throws SQLException {
    Set<String> names = new TreeSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT n.nspname || '.' || c.relname || '.' || p.conname FROM pg_constraint p"
                + " JOIN pg_class c ON c.oid = p.conrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ANY (?) AND NOT p.convalidated")) {
      statement.setArray(1, connection.createArrayOf("text", place.schemas().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  public boolean schemaExists(String schema) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT count(*) > 0 FROM pg_namespace WHERE nspname = ?")) {
      statement.setString(1, schema);
      return yes(statement);
    }
  }

  public boolean historyExists() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT count(*) > 0 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ? AND c.relname = ?")) {
      statement.setString(1, place.defaultSchema());
      statement.setString(2, place.historyTable());
      return yes(statement);
    }
  }

  /** The history table and what extensions bring do not count. */
  public boolean isEmpty() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname = ANY (?)),"
                + " things AS (SELECT oid FROM pg_class WHERE relkind IN ('r','p','v','m','S','f')"
                + " AND relnamespace IN (SELECT oid FROM ours) AND relname <> ?"
                + " UNION ALL SELECT oid FROM pg_proc"
                + " WHERE pronamespace IN (SELECT oid FROM ours) UNION ALL SELECT oid FROM pg_type"
                + " WHERE typtype IN ('e','d') AND typnamespace IN (SELECT oid FROM ours))"
                + " SELECT count(*) = 0 FROM things WHERE oid NOT IN"
                + " (SELECT objid FROM pg_depend WHERE deptype = 'e')")) {
      statement.setArray(1, connection.createArrayOf("text", place.schemas().toArray()));
      statement.setString(2, place.historyTable());
      return yes(statement);
    }
  }

  private static boolean yes(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
