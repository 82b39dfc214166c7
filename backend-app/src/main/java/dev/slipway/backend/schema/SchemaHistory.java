package dev.slipway.backend.schema;

import dev.slipway.backend.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the history table with the application's own role, without Flyway's machinery. */
public final class SchemaHistory {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaHistory.class);
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final Database database;
  private final String table;
  private final NeededVersions needed;
  private final Strictness strictness;

  /**
   * @param table name of the history table, looked for in the connection's default schema
   */
  public SchemaHistory(
      Database database, String table, NeededVersions needed, Strictness strictness) {
    this.database = database;
    this.table = "\"" + table.replace("\"", "\"\"") + "\"";
    this.needed = needed;
    this.strictness = strictness;
  }

  /** Asks the database; never throws for what the database answers or fails to answer. */
  public SchemaReport report() {
    try {
      return database.call(this::seen);
    } catch (SQLException e) {
      return switch (String.valueOf(e.getSQLState())) {
        case UNDEFINED_TABLE ->
            unknown(SchemaState.MISSING, "there is no history table: nothing was migrated here");
        case INSUFFICIENT_PRIVILEGE ->
            unknown(SchemaState.UNREADABLE, "the application's role may not read the history");
        default -> {
          LOG.debug("The schema could not be read", e);
          yield unreachable();
        }
      };
    }
  }

  SchemaReport unreachable() {
    return unknown(
        SchemaState.UNREACHABLE,
        database.exhausted()
            ? "every connection of the pool is in use"
            : "the database does not answer");
  }

  private SchemaReport seen(Connection connection) throws SQLException {
    if (strictness != Strictness.OFF) {
      return Comparison.compare(needed, rows(connection));
    }
    return connection.isValid(1)
        ? unknown(SchemaState.UNCHECKED, "the database answers; the schema was not compared")
        : unreachable();
  }

  private List<HistoryRow> rows(Connection connection) throws SQLException {
    String sql =
        "SELECT version, type, success FROM "
            + table
            + " WHERE version IS NOT NULL ORDER BY installed_rank";
    List<HistoryRow> rows = new ArrayList<>();
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(
            new HistoryRow(
                MigrationVersion.fromVersion(result.getString(1)),
                result.getString(2),
                result.getBoolean(3)));
      }
    }
    return rows;
  }

  private SchemaReport unknown(SchemaState state, String message) {
    return new SchemaReport(
        state, null, needed.highest().map(MigrationVersion::getVersion).orElse(null), message);
  }
}
