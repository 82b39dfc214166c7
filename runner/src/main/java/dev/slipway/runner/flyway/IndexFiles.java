package dev.slipway.runner.flyway;

import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.sql.IndexChange;
import dev.slipway.runner.sql.IndexChange.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Files that build or drop an index outside a transaction. No transaction tells whether they were
 * done, but the catalog does.
 *
 * @param connection in autocommit, with no snapshot that CONCURRENTLY would wait for
 */
public record IndexFiles(Connection connection, String defaultSchema) {
  /** What the catalog says of an index. */
  public enum State {
    ABSENT,
    INVALID,
    VALID
  }

  /** Whether a file's change is in. */
  public enum Outcome {
    DONE,
    NOT_DONE,
    /** An invalid index is left, which has to go before the file is tried again. */
    HALF_DONE,
    UNKNOWN
  }

  public Outcome outcome(MigrationFile file) throws SQLException {
    Optional<IndexChange> change = file.script().indexChange();
    return change.isEmpty() ? Outcome.UNKNOWN : outcome(change.get());
  }

  /** Removes what an earlier try left, and refuses what could not be told apart afterwards. */
  void prepare(MigrationFile file) throws SQLException {
    Optional<IndexChange> change = file.script().indexChange();
    if (change.isEmpty()) {
      return;
    }
    cleanUp(file);
    if (outcome(change.get()) == Outcome.DONE && !change.get().tolerant()) {
      throw new Stop(
          Verdict.Failed,
          file.name()
              + ": the index "
              + change.get().name()
              + (change.get().kind() == Kind.CREATE ? " exists already" : " does not exist"));
    }
  }

  /** Drops the invalid index that an interrupted CREATE INDEX CONCURRENTLY has left. */
  public void cleanUp(MigrationFile file) throws SQLException {
    Optional<IndexChange> change = file.script().indexChange();
    if (change.isPresent() && outcome(change.get()) == Outcome.HALF_DONE) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET lock_timeout = '30s'");
        statement.execute(
            "DROP INDEX CONCURRENTLY IF EXISTS "
                + statement.enquoteIdentifier(schema(change.get()), true)
                + "."
                + statement.enquoteIdentifier(change.get().name(), true));
        statement.execute("SET lock_timeout = '2s'");
      }
    }
  }

  void mustBeDone(MigrationFile file) throws SQLException {
    Outcome outcome = outcome(file);
    if (outcome == Outcome.HALF_DONE || outcome == Outcome.NOT_DONE) {
      throw new Stop(
          Verdict.VerificationFailed,
          file.name() + " ended without error and its index is not valid");
    }
  }

  private Outcome outcome(IndexChange change) throws SQLException {
    State state = state(change);
    return switch (change.kind()) {
      case CREATE ->
          switch (state) {
            case VALID -> Outcome.DONE;
            case INVALID -> Outcome.HALF_DONE;
            case ABSENT -> Outcome.NOT_DONE;
          };
      case DROP ->
          switch (state) {
            case ABSENT -> Outcome.DONE;
            case INVALID, VALID -> Outcome.NOT_DONE;
          };
    };
  }

  /**
   * An index that another session is building right now counts as valid: it is not ours to drop.
   */
  private State state(IndexChange change) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT i.indisvalid OR EXISTS (SELECT FROM pg_stat_progress_create_index p"
                + " WHERE p.index_relid = c.oid) FROM pg_index i"
                + " JOIN pg_class c ON c.oid = i.indexrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ? AND c.relname = ?")) {
      statement.setString(1, schema(change));
      statement.setString(2, change.name());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return State.ABSENT;
        }
        return row.getBoolean(1) ? State.VALID : State.INVALID;
      }
    }
  }

  private String schema(IndexChange change) {
    return change.schema() == null ? defaultSchema : change.schema();
  }
}
