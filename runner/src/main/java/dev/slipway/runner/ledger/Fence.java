package dev.slipway.runner.ledger;

import dev.slipway.runner.Stop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Keeps a run that was given up from committing anything after its successor has begun. */
public record Fence(Run run) {

  /**
   * Reads the run's own row FOR SHARE in the caller's transaction, which makes {@link
   * Ledger#fenceEarlier} wait for it.
   */
  public void check(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT state, (SELECT max(seq) FROM slipway.attempt WHERE release = ?)"
                + " FROM slipway.attempt WHERE release = ? AND seq = ? FOR SHARE")) {
      statement.setString(1, run.release());
      statement.setString(2, run.release());
      statement.setLong(3, run.seq());
      try (ResultSet row = statement.executeQuery()) {
        boolean known = row.next();
        if (!known || !Ledger.RUNNING.equals(row.getString(1)) || row.getLong(2) != run.seq()) {
          throw Stop.fenced(
              "a later run of "
                  + run.release()
                  + " has taken this one's place; nothing more was committed",
              known ? row.getLong(2) : run.seq());
        }
      }
    }
  }
}
