package dev.slipway.runner.database;

import dev.slipway.runner.Budget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/** Sessions of earlier runs, which may still be at work although their pod is gone. */
public final class OtherSessions {
  private static final Duration POLL = Duration.ofMillis(200);

  private OtherSessions() {}

  /**
   * Ends, where allowed, and waits for all sessions of these names in this database, except those
   * of the pids.
   *
   * @return true when none is left
   */
  public static boolean end(
      Connection connection, Collection<String> names, int ownPid, Budget budget)
      throws SQLException {
    while (true) {
      if (count(connection, names, ownPid) == 0) {
        return true;
      }
      terminate(connection, names, ownPid);
      if (!budget.pause(POLL)) {
        return count(connection, names, ownPid) == 0;
      }
    }
  }

  private static int count(Connection connection, Collection<String> names, int ownPid)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = ANY (?) AND pid <> ?")) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      statement.setInt(2, ownPid);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Only sessions of roles we are a member of; the others are waited for. */
  private static void terminate(Connection connection, Collection<String> names, int ownPid)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = ANY (?) AND pid <> ?"
                + " AND (usename = current_user OR pg_has_role(usesysid, 'USAGE'))")) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      statement.setInt(2, ownPid);
      statement.execute();
    }
  }
}
