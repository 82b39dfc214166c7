package dev.slipway.runner.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the backfills of a history are. A row is written in the transaction of its batch, so that
 * no batch is done twice or left out.
 */
public record BackfillLedger(Connection connection, Run run, String history) {

  /**
   * Where a backfill stands.
   *
   * @param checksum of the file's text that has done this much
   * @param cursor the last key that is done, as text
   * @param rows changed so far
   */
  public record Progress(int checksum, String cursor, long rows) {}

  /** Empty before the first batch. */
  public Optional<Progress> of(String file) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT checksum, cursor, rows FROM slipway.backfill WHERE history = ? AND file = ?"
                + " AND NOT done")) {
      statement.setString(1, history);
      statement.setString(2, file);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Progress(row.getInt(1), row.getString(2), row.getLong(3)))
            : Optional.empty();
      }
    }
  }

  /** Moves the cursor, in the batch's transaction. */
  public void move(Connection on, String file, Progress progress) throws SQLException {
    try (PreparedStatement statement =
        on.prepareStatement(
            "INSERT INTO slipway.backfill (history, file, checksum, cursor, rows, attempt)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (history, file) DO UPDATE SET"
                + " attempt = excluded.attempt, checksum = excluded.checksum, cursor = excluded.cursor, rows = excluded.rows,"
                + " done = false, at = clock_timestamp()")) {
      statement.setString(1, history);
      statement.setString(2, file);
      statement.setInt(3, progress.checksum());
      statement.setString(4, progress.cursor());
      statement.setLong(5, progress.rows());
      statement.setObject(6, run.attempt());
      statement.executeUpdate();
    }
  }

  /** What this attempt has done of files that are not in yet, as words for people. */
  public List<String> begun() throws SQLException {
    List<String> words = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT file, rows FROM slipway.backfill WHERE history = ? AND attempt = ?"
                + " AND NOT done ORDER BY at")) {
      statement.setString(1, history);
      statement.setObject(2, run.attempt());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          words.add("part of %s (%d rows)".formatted(row.getString(1), row.getLong(2)));
        }
      }
    }
    return words;
  }

  /** Closes the row, with the file's last transaction. */
  public void done(Connection on, String file) throws SQLException {
    try (PreparedStatement statement =
        on.prepareStatement(
            "UPDATE slipway.backfill SET done = true WHERE history = ? AND file = ?")) {
      statement.setString(1, history);
      statement.setString(2, file);
      statement.executeUpdate();
    }
  }
}
