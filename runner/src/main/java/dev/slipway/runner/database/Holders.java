package dev.slipway.runner.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Sessions of others that hold locks on tables a migration wants to change. Whoever queues behind
 * them makes all readers queue behind itself.
 */
public record Holders(Connection connection, Collection<String> schemas) {
  private static final int NAMED = 3;

  /**
   * One sentence for each transaction that is older than this and holds one of the tables. The age
   * of another role's transaction is visible to members of pg_read_all_stats only; without it, such
   * a transaction counts as young.
   */
  public List<String> ofTables(Collection<String> tables, Duration age) throws SQLException {
    return ask(
        "SELECT a.pid, a.application_name, a.usename, a.xact_start,"
            + " string_agg(DISTINCT n.nspname || '.' || c.relname, ', ') FROM pg_locks l"
            + " JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_stat_activity a ON a.pid = l.pid AND a.datname = current_database()"
            + " WHERE l.granted AND l.locktype = 'relation' AND n.nspname = ANY (?)"
            + " AND c.relname = ANY (?) AND a.application_name NOT LIKE 'slipway/%'"
            + " AND coalesce(a.backend_type, '') <> 'autovacuum worker'"
            + " AND coalesce(clock_timestamp() - a.xact_start, '0') >= make_interval(secs => ?)"
            + " GROUP BY 1, 2, 3, 4 ORDER BY 4, 1",
        " holds ", tables, age);
  }

  /** As {@link #ofTables}, for all transactions of the database: CONCURRENTLY waits for them. */
  public List<String> ofSnapshots(Duration age) throws SQLException {
    return ask(
        "SELECT a.pid, a.application_name, a.usename, a.xact_start, 'a transaction open'"
            + " FROM pg_stat_activity a WHERE a.datname = current_database() AND cardinality(?) > 0"
            + " AND cardinality(?) = 0 AND a.application_name NOT LIKE 'slipway/%'"
            + " AND coalesce(a.backend_type, '') <> 'autovacuum worker'"
            + " AND clock_timestamp() - a.xact_start >= make_interval(secs => ?) ORDER BY 4, 1",
        " has ", List.of(), age);
  }

  private List<String> ask(String question, String verb, Collection<String> tables, Duration age)
      throws SQLException {
    List<String> sentences = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
      statement.setDouble(3, age.toMillis() / 1000.0);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next() && sentences.size() < NAMED) {
          String since = row.getString(4);
          sentences.add(
              "session "
                  + row.getInt(1)
                  + " ("
                  + (row.getString(2).isEmpty() ? "no application_name" : row.getString(2))
                  + ", role "
                  + row.getString(3)
                  + ")"
                  + verb
                  + row.getString(5)
                  + (since == null ? "" : ", since " + since));
        }
      }
    }
    return sentences;
  }
}
