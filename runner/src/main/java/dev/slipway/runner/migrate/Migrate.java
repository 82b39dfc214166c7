package dev.slipway.runner.migrate;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Result;
import java.sql.SQLException;

/** Brings the schema to the newest file, once, however many pods try. */
public final class Migrate {
  private Migrate() {}

  public static Result run(Assignment assignment) throws SQLException {
    return Turn.of(assignment, turn -> new Work(turn).run());
  }
}
