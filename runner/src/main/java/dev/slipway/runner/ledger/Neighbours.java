package dev.slipway.runner.ledger;

import dev.slipway.runner.database.AdvisoryLock.Holder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who else is at work on a history, by the names of sessions and the ledger.
 *
 * @param release of those who ask
 */
public record Neighbours(Connection connection, String release) {
  private static final Pattern SESSION =
      Pattern.compile("slipway/(?<id>[0-9a-f-]{36})/(?<seq>[0-9]{1,18})");

  /**
   * A session that migrates.
   *
   * @param words {@code release shop/shop, number 7, since 2026-11-22T06:00:00Z (session 4711)}, as
   *     far as the ledger tells; else the session alone
   * @param own whether it is, or may be, a run of the release that asks
   */
  public record Neighbour(String words, boolean own) {}

  public Neighbour of(Holder holder) throws SQLException {
    Matcher parts = SESSION.matcher(holder.name());
    if (!parts.matches()) {
      return new Neighbour(holder.words(), false);
    }
    String session = " (session %d)".formatted(holder.pid());
    // A run enters the ledger only once it has the lock.
    Neighbour unknown = new Neighbour("another run" + session, true);
    if (!LedgerSchema.exists(connection)) {
      return unknown;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT release, number,"
                + " to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                + " FROM slipway.attempt WHERE id = ?::uuid AND seq = ?")) {
      statement.setString(1, parts.group("id"));
      statement.setLong(2, Long.parseLong(parts.group("seq")));
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Neighbour(
                "release %s, number %d, since %s"
                        .formatted(row.getString(1), row.getLong(2), row.getString(3))
                    + session,
                row.getString(1).equals(release))
            : unknown;
      }
    }
  }
}
