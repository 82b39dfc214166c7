package dev.slipway.runner.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger knows of one history, for those who only read.
 *
 * @param history qualified name of the history table
 */
public record LedgerView(Connection connection, String history) {

  private static final String LAST =
      " AND NOT EXISTS (SELECT FROM slipway.file r WHERE r.history = f.history"
          + " AND r.file = f.file AND r.state = 'REVERTED' AND r.at > f.at)";

  /** Empty where there is no ledger yet, or the role may not read it. */
  public static Optional<LedgerView> open(Connection connection, String history)
      throws SQLException {
    if (!LedgerSchema.exists(connection)) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT has_schema_privilege('slipway', 'USAGE')"
                    + " AND has_table_privilege('slipway.file', 'SELECT')"
                    + " AND has_table_privilege('slipway.attempt', 'SELECT')")) {
      row.next();
      return row.getBoolean(1)
          ? Optional.of(new LedgerView(connection, history))
          : Optional.empty();
    } catch (SQLException e) {
      if ("42501".equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Names of the files that releases have applied. */
  public Set<String> applied() throws SQLException {
    Set<String> names = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT DISTINCT file FROM slipway.file f WHERE history = ? AND state = 'APPLIED'"
                + LAST)) {
      statement.setString(1, history);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  /** Checksums of the applied files by name, as they were when they went in last. */
  public Map<String, Integer> checksums() throws SQLException {
    return checksums("");
  }

  private Map<String, Integer> checksums(String condition) throws SQLException {
    Map<String, Integer> checksums = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT file, checksum FROM slipway.file f WHERE history = ? AND state = 'APPLIED' "
                + condition
                + LAST
                + " ORDER BY at")) {
      statement.setString(1, history);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          checksums.put(row.getString(1), row.getInt(2));
        }
      }
    }
    return checksums;
  }

  /** The same for files that ran in a transaction, which took effect together with their row. */
  public Map<String, Integer> committed() throws SQLException {
    return checksums("AND transactional");
  }

  /**
   * The version the schema stood at when the first release came, empty text for none; empty where
   * no release has got that far.
   */
  public Optional<String> beginning() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT before FROM slipway.attempt WHERE history = ? AND before IS NOT NULL"
                + " ORDER BY started LIMIT 1")) {
      statement.setString(1, history);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
