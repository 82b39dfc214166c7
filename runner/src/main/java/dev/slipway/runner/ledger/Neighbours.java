package dev.slipway.runner.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other releases at work in the same database, by the names of their sessions. */
public record Neighbours(Connection connection) {
  private static final Pattern SESSION =
      Pattern.compile("slipway/(?<id>[0-9a-f-]{36})/(?<seq>[0-9]{1,18})");

  /** {@code release shop/shop, number 7}, as far as the ledger tells. */
  public String words(String session) throws SQLException {
    Matcher parts = SESSION.matcher(session);
    if (!parts.matches() || !LedgerSchema.exists(connection)) {
      return "another session";
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 'release ' || release || ', number ' || number FROM slipway.attempt"
                + " WHERE id = ?::uuid AND seq = ?")) {
      statement.setString(1, parts.group("id"));
      statement.setLong(2, Long.parseLong(parts.group("seq")));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "another release";
      }
    }
  }
}
