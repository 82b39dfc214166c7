package dev.slipway.runner.tool;

import dev.slipway.runner.database.Database;
import dev.slipway.runner.schema.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A migration tool: ordered files here, a history of them in the database. All implementations pass
 * one contract test.
 */
public interface Tool {
  /** As in {@code spec.migrations.tool}. */
  String name();

  /** Name and settings that change what the files do: part of the plan's hash. */
  default String planned() {
    return name();
  }

  Place place();

  /** The files' names, judged without a database. */
  FileNames names();

  /** Compares history and files. Changes nothing. */
  History read(Database database) throws SQLException;

  /** Runs what is pending, each transactional file in a transaction of its own. */
  void apply(Database database, AroundFile around) throws FileFailure, SQLException;

  /** Writes the history row of a file whose change is in, in the caller's transaction. */
  void record(Connection connection, MigrationFile file) throws SQLException;

  /** Takes the row away that says a file has failed, where nothing is left of it. */
  void forget(Connection connection, MigrationFile file) throws SQLException;

  /** The file that takes an applied one back; empty where there is none. */
  Optional<MigrationFile> down(History.Applied row);

  /** Takes a file out of the history, in the transaction that took its change back. */
  void remove(Connection connection, History.Applied row) throws SQLException;

  /** The history as {@link #baseline} would leave it. */
  History baselined(History read, String version);

  /** Writes a history that says: everything up to this version is in. */
  void baseline(Database database, String version) throws FileFailure, SQLException;
}
