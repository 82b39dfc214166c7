package dev.slipway.runner.directory;

import dev.slipway.runner.Environment;
import dev.slipway.runner.Stop;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.ledger.LedgerView;
import dev.slipway.runner.schema.Catalog;
import dev.slipway.runner.schema.Place;
import dev.slipway.runner.tool.AroundFile;
import dev.slipway.runner.tool.Backfills;
import dev.slipway.runner.tool.FileFailure;
import dev.slipway.runner.tool.FileNames;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.MigrationFile;
import dev.slipway.runner.tool.Tool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ordered SQL files (demand D2).
 *
 * @param outOfOrder apply files that are older than the schema
 */
public record SqlDirectory(Path directory, Place place, boolean outOfOrder) implements Tool {

  public static SqlDirectory from(Environment environment, Path directory) {
    return new SqlDirectory(
        directory,
        Place.from(environment, "schema_migrations"),
        environment.flag("SLIPWAY_OUT_OF_ORDER"));
  }

  @Override
  public String name() {
    return "Sql";
  }

  @Override
  public FileNames names() {
    return files().names();
  }

  @Override
  public History read(Database database) throws SQLException {
    List<SqlFile> files = files().all();
    try (Connection session = database.open()) {
      Optional<LedgerView> ledger = LedgerView.open(session, place.history());
      Map<String, Integer> checksums = ledger.isPresent() ? ledger.get().checksums() : Map.of();
      List<HistoryTable.Row> rows =
          new Catalog(session, place).historyExists()
              ? HistoryTable.of(session, place).rows(session, files)
              : List.of();
      return new Comparison(files, rows, checksums, outOfOrder).history();
    }
  }

  @Override
  public void apply(Database database, AroundFile around) throws FileFailure, SQLException {
    create(database);
    for (MigrationFile pending : read(database).pending()) {
      // A session for each file: what one has set must not reach the next.
      try (Connection session = database.open()) {
        if (pending.backfill()) {
          new Backfills(this, around).run(session, pending, pending.text());
          continue;
        }
        new FileRun(session, place, HistoryTable.of(session, place), around).run(file(pending));
      }
    }
  }

  @Override
  public void record(Connection connection, MigrationFile file) throws SQLException {
    HistoryTable.of(connection, place).add(connection, file(file));
  }

  /** None of the tables has a row for a file that failed under our hands. */
  @Override
  public void forget(Connection connection, MigrationFile file) {}

  @Override
  public Optional<MigrationFile> down(History.Applied row) {
    return Version.leading(row.version()).flatMap(files()::down);
  }

  @Override
  public void remove(Connection connection, History.Applied row) throws SQLException {
    Version version =
        Version.leading(row.version())
            .orElseThrow(() -> Stop.badInput(row.version() + " is no number"));
    HistoryTable.of(connection, place).remove(connection, version, files().all());
  }

  @Override
  public History baselined(History read, String version) {
    List<SqlFile> in = upTo(version);
    return read.baselined(
        in.getLast().version().text(),
        file -> in.stream().anyMatch(known -> known.name().equals(file.name())));
  }

  @Override
  public void baseline(Database database, String version) throws SQLException {
    List<SqlFile> in = upTo(version);
    try (Connection session = database.open()) {
      // Together: a table without rows would say that nothing is in.
      session.setAutoCommit(false);
      createSchemas(session);
      new OwnTable(place.quotedHistory()).create(session);
      for (SqlFile file : in) {
        HistoryTable.of(session, place).add(session, file);
      }
      session.commit();
    }
  }

  private void create(Database database) throws SQLException {
    try (Connection session = database.open()) {
      createSchemas(session);
      if (!new Catalog(session, place).historyExists()) {
        new OwnTable(place.quotedHistory()).create(session);
      }
    }
  }

  private void createSchemas(Connection session) throws SQLException {
    Catalog catalog = new Catalog(session, place);
    try (Statement statement = session.createStatement()) {
      for (String schema : place.schemas()) {
        // IF NOT EXISTS asks for the privilege even where the schema is there.
        if (!catalog.schemaExists(schema)) {
          statement.execute("CREATE SCHEMA \"" + schema + "\"");
        }
      }
    }
  }

  private List<SqlFile> upTo(String version) {
    Version stand =
        Version.leading(version)
            .orElseThrow(() -> Stop.badInput("the baseline " + version + " is no number"));
    List<SqlFile> in =
        files().all().stream().filter(file -> file.version().compareTo(stand) <= 0).toList();
    if (in.isEmpty() || !in.getLast().version().same(stand)) {
      throw Stop.badInput("there is no file of the version " + version + " to take as baseline");
    }
    return in;
  }

  private SqlFile file(MigrationFile wanted) {
    return files().all().stream()
        .filter(file -> file.name().equals(wanted.name()))
        .findFirst()
        .orElseThrow(() -> Stop.badInput(wanted.name() + " is gone"));
  }

  private SqlFiles files() {
    return new SqlFiles(directory);
  }
}
