package dev.slipway.runner.schema;

import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.sql.ObjectChange;
import dev.slipway.runner.sql.ObjectChange.AddEnumValue;
import dev.slipway.runner.sql.ObjectChange.BuildIndex;
import dev.slipway.runner.sql.ObjectChange.DetachPartition;
import dev.slipway.runner.sql.ObjectChange.DropIndex;
import dev.slipway.runner.sql.ObjectChange.Maintenance;
import dev.slipway.runner.sql.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Guards files that run outside a transaction, each by the object it changes.
 *
 * @param connection in autocommit, with no snapshot that CONCURRENTLY would wait for
 */
public record ObjectFiles(Connection connection, Place place) {
  /** CONCURRENTLY waits for all older transactions. */
  public static final String PATIENCE = "30s";

  public Outcome outcome(Script script) throws SQLException {
    Optional<ObjectChange> change = script.objectChange();
    return change.isEmpty() ? Outcome.UNKNOWN : state().of(change.get());
  }

  /** Puts in order what an earlier try left, and refuses what could not be told apart later. */
  public void prepare(String file, Script script) throws SQLException {
    Optional<ObjectChange> change = script.objectChange();
    if (change.isEmpty()) {
      return;
    }
    cleanUp(script);
    String inTheWay = alreadyDone(change.get());
    if (inTheWay != null && state().of(change.get()) == Outcome.DONE) {
      throw new Stop(Verdict.Failed, file + ": " + inTheWay);
    }
  }

  /** Drops the invalid index, or finishes the detaching, that an interrupted try has left. */
  public void cleanUp(Script script) throws SQLException {
    Optional<ObjectChange> change = script.objectChange();
    if (change.isEmpty()) {
      return;
    }
    switch (change.get()) {
      case BuildIndex build when state().of(build) == Outcome.HALF_DONE ->
          patiently("DROP INDEX CONCURRENTLY IF EXISTS " + name(build.schema(), build.name()));
      case DetachPartition detach when state().of(detach) == Outcome.HALF_DONE ->
          patiently(
              "ALTER TABLE "
                  + name(detach.schema(), detach.table())
                  + " DETACH PARTITION "
                  + name(detach.partitionSchema(), detach.partition())
                  + " FINALIZE");
      case Maintenance maintenance when maintenance.words().equals("REINDEX") -> dropCopies();
      default -> {}
    }
  }

  public void mustBeDone(String file, Script script) throws SQLException {
    Outcome outcome = outcome(script);
    if (outcome == Outcome.HALF_DONE || outcome == Outcome.NOT_DONE) {
      throw new Stop(
          Verdict.VerificationFailed,
          file + " ended without error and its object is not as it should be");
    }
  }

  /** An interrupted REINDEX CONCURRENTLY leaves the invalid copy, or the old index, behind. */
  private void dropCopies() throws SQLException {
    for (String index : new Catalog(connection, place).invalidIndexes()) {
      if (index.matches(".*_cc(?:new|old)[0-9]*\"?")) {
        patiently("DROP INDEX CONCURRENTLY IF EXISTS " + index);
      }
    }
  }

  /** Null where it may be done already. */
  private static @Nullable String alreadyDone(ObjectChange change) {
    return switch (change) {
      case BuildIndex build ->
          build.tolerant() ? null : "the index " + build.name() + " exists already";
      case DropIndex drop ->
          drop.tolerant() ? null : "the index " + drop.name() + " does not exist";
      case AddEnumValue add ->
          add.tolerant() ? null : "the type " + add.type() + " has the value already";
      case DetachPartition detach -> detach.partition() + " is no partition of " + detach.table();
      case Maintenance maintenance -> null;
    };
  }

  private void patiently(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '" + PATIENCE + "'");
      statement.execute(sql);
      statement.execute("SET lock_timeout = '2s'");
    }
  }

  private String name(@Nullable String schema, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.enquoteIdentifier(state().schema(schema), true)
          + "."
          + statement.enquoteIdentifier(name, true);
    }
  }

  private ObjectState state() {
    return new ObjectState(connection, place.defaultSchema());
  }
}
