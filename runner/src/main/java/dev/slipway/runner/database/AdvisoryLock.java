package dev.slipway.runner.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A lock on a number, of one session or of its transaction. */
public record AdvisoryLock(long key) {

  /**
   * The session that has a lock.
   *
   * @param name its application_name
   */
  public record Holder(int pid, String name, String role) {
    /** {@code session 4711 (pg_dump, role postgres)}. */
    public String words() {
      return "session %d (%s, role %s)"
          .formatted(pid, name.isEmpty() ? "no application_name" : name, role);
    }

    /**
     * What it is at, as {@code idle in transaction since 2026-11-22T06:00:00Z, after SELECT}: the
     * first words of its statement and no more, since a statement may hold anything. Empty where
     * this role may not know; of other roles' sessions members of pg_read_all_stats may.
     */
    public Optional<String> doing(Connection connection) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT state, to_char(CASE WHEN state = 'active' THEN query_start"
                  + " ELSE state_change END AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
                  + " upper(substring(query FROM '(?i)^\\s*((?:CREATE|ALTER|DROP|REFRESH)\\s+[a-z]+"
                  + "|[a-z]+)'))"
                  + " FROM pg_stat_activity WHERE pid = ?")) {
        statement.setInt(1, pid);
        try (ResultSet row = statement.executeQuery()) {
          if (!row.next() || row.getString(1) == null) {
            return Optional.empty();
          }
          String command = row.getString(3) == null ? "a statement" : row.getString(3);
          return Optional.of(
              row.getString(1).equals("active")
                  ? "running %s since %s".formatted(command, row.getString(2))
                  : "%s since %s, after %s".formatted(row.getString(1), row.getString(2), command));
        }
      }
    }
  }

  /** Whoever has it in this database. */
  public Optional<Holder> holder(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT a.pid, a.application_name, a.usename FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
                + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
                + " AND a.datname = current_database()"
                + " AND (l.classid::bigint << 32) | l.objid::bigint = ?")) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Holder(row.getInt(1), row.getString(2), row.getString(3)))
            : Optional.empty();
      }
    }
  }

  /** Takes it for as long as the session lives, if it can be had at once. */
  boolean attempt(Connection session) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
