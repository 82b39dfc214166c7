package dev.slipway.runner.schema;

import dev.slipway.runner.Environment;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A query of the user's own that has to answer true after a migration. */
public record OwnCheck(String sql) {
  private static final int SECONDS = 60;

  public static Optional<OwnCheck> from(Environment environment) {
    return environment.text("SLIPWAY_CHECK_SQL").map(OwnCheck::new);
  }

  /** Asks through a session that refuses to write; empty where the answer is true. */
  public Optional<String> fault(Database database) throws SQLException {
    try (Connection session = database.readOnly().open();
        Statement statement = session.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet row = statement.executeQuery(sql)) {
        return row.next() && row.getBoolean(1)
            ? Optional.empty()
            : Optional.of("the release's own check does not answer true");
      }
    } catch (SQLException e) {
      Fault fault = Fault.of(e);
      if (fault.unreachable()) {
        throw e;
      }
      return Optional.of("the release's own check fails: " + fault.text());
    }
  }
}
