package dev.slipway.runner.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * P8: whether the pods of a release find a place on the server beside what others hold there now.
 * Sessions of the application's own role are not counted: they are those of the pods that go.
 */
record ConnectionRule(long needed) {
  /** One sentence with the numbers, where there is no place. */
  Optional<String> fault(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('max_connections')::int,"
                    + " current_setting('superuser_reserved_connections')::int"
                    + " + coalesce(current_setting('reserved_connections', true), '0')::int,"
                    // What kind of session another role's is only the privileged see.
                    + " (SELECT count(*) FROM pg_stat_activity"
                    + " WHERE usesysid IS NOT NULL AND usename <> current_user),"
                    + " (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user)")) {
      row.next();
      long most = row.getLong(1);
      long reserved = row.getLong(2);
      long others = row.getLong(3);
      long ofRole = row.getLong(4);
      long free = most - reserved - others;
      if (ofRole >= 0 && ofRole < needed) {
        return Optional.of(
            "the pods may open %d connections, surge included, and the role of the application is limited to %d: raise its CONNECTION LIMIT or make the pools smaller"
                .formatted(needed, ofRole));
      }
      return free >= needed
          ? Optional.empty()
          : Optional.of(
              "the pods may open %d connections, surge included, and the server has place for %d (max_connections %d, reserved %d, held by others now %d): make the pools smaller, use a pooler, or raise max_connections"
                  .formatted(needed, Math.max(0, free), most, reserved, others));
    }
  }
}
