package dev.slipway.runner.ledger;

import dev.slipway.runner.Result;
import dev.slipway.runner.ResultText;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.SessionName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of releases, in the target database. A migration writes here while it holds the {@link
 * dev.slipway.runner.database.SchemaLock}, or to say that it never got it; the connection is the
 * lock's own, in autocommit.
 */
public final class Ledger {
  static final String RUNNING = "RUNNING";
  static final String INSPECTED = "INSPECTED";
  private static final String FENCED = "FENCED";

  /** Where no file was begun they say that a run has changed nothing. */
  private static final Set<Verdict> IN_VAIN =
      EnumSet.of(
          Verdict.BadInput,
          Verdict.Failed,
          Verdict.LockedOut,
          Verdict.LockTimeout,
          Verdict.NotReversible,
          Verdict.PlanDiffers,
          Verdict.Unreachable);

  private final Connection connection;
  private final Run run;
  private final String history;

  private Ledger(Connection connection, Run run, String history) {
    this.connection = connection;
    this.run = run;
    this.history = history;
  }

  /**
   * Opens the ledger, creating it where it is missing.
   *
   * @param history qualified name of the history table; separates backends in one database
   */
  public static Ledger open(Connection connection, Run run, String history) throws SQLException {
    LedgerSchema.create(connection);
    return new Ledger(connection, run, history);
  }

  /**
   * Enters this run as the one that may write.
   *
   * @return the verdict of this very run, when it has ended already
   * @throws Stop Fenced, when a later run was entered, or this one was begun and never ended
   */
  public Optional<Result> begin() throws SQLException {
    if (insert(RUNNING)) {
      return Optional.empty();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, state, result FROM slipway.attempt WHERE release = ? AND seq = ?")) {
      statement.setString(1, run.release());
      statement.setLong(2, run.seq());
      try (ResultSet row = statement.executeQuery()) {
        if (row.next() && run.attempt().equals(row.getObject(1, UUID.class))) {
          String result = row.getString(3);
          if (result != null) {
            return Optional.of(ResultText.parse(result));
          }
          if (RUNNING.equals(row.getString(2))) {
            throw Stop.fenced(
                "another pod has begun this run and has not ended it; inspect it, then go on with"
                    + " a higher number",
                highest());
          }
        }
      }
    }
    throw Stop.fenced(
        "a later run of " + run.release() + " has taken this one's place; nothing was applied",
        highest());
  }

  /** Enters an inspection, so that no run of a lower number can begin or write any more. */
  public void beginInspection() throws SQLException {
    insert(INSPECTED);
  }

  /**
   * Marks earlier runs as over. Waits (by the session's lock_timeout) for a transaction of theirs
   * that has passed its {@link Fence} and not committed yet.
   */
  public void fenceEarlier() throws SQLException {
    fenceBelow(run.seq());
  }

  /** As {@link #fenceEarlier}, with the run of this very number: for its inspection. */
  public void fenceUpToThis() throws SQLException {
    fenceBelow(run.seq() + 1);
  }

  private void fenceBelow(long seq) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE slipway.attempt SET state = ?, ended = clock_timestamp()"
                + " WHERE release = ? AND seq < ? AND state = ?")) {
      statement.setString(1, FENCED);
      statement.setString(2, run.release());
      statement.setLong(3, seq);
      statement.setString(4, RUNNING);
      statement.executeUpdate();
    }
  }

  /** Leaves the verdict for others of the same run. */
  public void end(Result result) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE slipway.attempt SET state = ?, result = ?, ended = clock_timestamp()"
                + " WHERE release = ? AND seq = ? AND state = ?")) {
      statement.setString(1, result.verdict().name());
      statement.setString(2, ResultText.whole(result));
      statement.setString(3, run.release());
      statement.setLong(4, run.seq());
      statement.setString(5, RUNNING);
      statement.executeUpdate();
    }
  }

  /** Names of the sessions that runs of this release may have left, up to and without this one. */
  public List<SessionName> earlierSessions() throws SQLException {
    return sessions("release = ? AND seq < ?", run.seq());
  }

  /** As {@link #earlierSessions}, with this run's own name. */
  public List<SessionName> sessionsUpToThis() throws SQLException {
    List<SessionName> names = new ArrayList<>(sessions("release = ? AND seq <= ?", run.seq()));
    names.add(new SessionName(run.attempt().toString(), run.seq()));
    return names;
  }

  /** The version the database stood at when the attempt began, as its first run has noted. */
  public @Nullable String before(@Nullable String now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE slipway.attempt SET before = coalesce((SELECT a.before FROM slipway.attempt a"
                + " WHERE a.release = ? AND a.id = ? AND a.before IS NOT NULL"
                + " ORDER BY a.seq LIMIT 1), ?) WHERE release = ? AND seq = ? RETURNING before")) {
      statement.setString(1, run.release());
      statement.setObject(2, run.attempt());
      statement.setString(3, now == null ? "" : now);
      statement.setString(4, run.release());
      statement.setLong(5, run.seq());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && !row.getString(1).isEmpty() ? row.getString(1) : null;
      }
    }
  }

  /**
   * The fingerprint that the last run of this history has left; empty where there was none, or
   * where it left no verdict. Who was turned away before a file was begun is passed over: what
   * others have changed is told until a run goes through.
   */
  public Optional<String> lastFingerprint() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT result::json ->> 'fingerprintAfter' FROM slipway.attempt a WHERE history = ?"
                + " AND state <> ? AND NOT (release = ? AND seq = ?) AND NOT (state = ANY (?)"
                + " AND NOT EXISTS (SELECT FROM slipway.file f WHERE f.attempt = a.id))"
                + " ORDER BY started DESC LIMIT 1")) {
      statement.setString(1, history);
      statement.setString(2, INSPECTED);
      statement.setString(3, run.release());
      statement.setLong(4, run.seq());
      statement.setArray(
          5, connection.createArrayOf("text", IN_VAIN.stream().map(Verdict::name).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Whether this run, where it ends so, has left the schema as it found it. */
  public boolean inVain(Verdict verdict) throws SQLException {
    return IN_VAIN.contains(verdict) && files().untouched();
  }

  /** The same ledger through another session. */
  public Ledger through(Connection other) {
    return new Ledger(other, run, history);
  }

  public FileLedger files() {
    return new FileLedger(connection, run, history);
  }

  public CatalogLedger catalog() {
    return new CatalogLedger(connection, run, history);
  }

  public Fence fence() {
    return new Fence(run);
  }

  public Run run() {
    return run;
  }

  private boolean insert(String state) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO slipway.attempt (release, seq, id, number, history, state, pod)"
                + " SELECT ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS"
                + " (SELECT FROM slipway.attempt WHERE release = ? AND seq >= ?)"
                + " ON CONFLICT DO NOTHING")) {
      statement.setString(1, run.release());
      statement.setLong(2, run.seq());
      statement.setObject(3, run.attempt());
      statement.setLong(4, run.number());
      statement.setString(5, history);
      statement.setString(6, state);
      statement.setString(7, run.pod());
      statement.setString(8, run.release());
      statement.setLong(9, run.seq());
      return statement.executeUpdate() == 1;
    }
  }

  private List<SessionName> sessions(String condition, long seq) throws SQLException {
    List<SessionName> names = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id, seq FROM slipway.attempt WHERE " + condition)) {
      statement.setString(1, run.release());
      statement.setLong(2, seq);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(new SessionName(row.getString(1), row.getLong(2)));
        }
      }
    }
    return names;
  }

  /** The highest sequence number of this release; 0 before the first run. */
  public long highest() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT max(seq) FROM slipway.attempt WHERE release = ?")) {
      statement.setString(1, run.release());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
