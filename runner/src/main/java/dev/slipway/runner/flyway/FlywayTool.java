package dev.slipway.runner.flyway;

import dev.slipway.runner.Environment;
import dev.slipway.runner.Stop;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Fault;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Flyway's files.
 *
 * @param directories where they lie; one history for all
 * @param outOfOrder apply files that are older than the schema
 * @param placeholders what stands for {@code ${name}} in the files
 */
public record FlywayTool(
    List<Path> directories, Place place, boolean outOfOrder, SortedMap<String, String> placeholders)
    implements Tool {

  public static FlywayTool from(Environment environment, Path directory) {
    List<Path> directories = new ArrayList<>(List.of(directory));
    environment.list("SLIPWAY_MIGRATIONS_MORE").forEach(more -> directories.add(Path.of(more)));
    return new FlywayTool(
        directories,
        Place.from(environment, "flyway_schema_history"),
        environment.flag("SLIPWAY_OUT_OF_ORDER"),
        placeholders(environment.text("SLIPWAY_PLACEHOLDERS").orElse("")));
  }

  @Override
  public String name() {
    return "Flyway";
  }

  @Override
  public String planned() {
    return placeholders.isEmpty() ? name() : name() + " " + placeholders;
  }

  @Override
  public FileNames names() {
    return FlywayNames.in(directories);
  }

  @Override
  public History read(Database database) throws SQLException {
    try {
      MigrationInfoService info = configuration(database).load().info();
      return HistoryReader.read(info.all(), info.pending());
    } catch (FlywayException e) {
      SQLException below = Fault.cause(e);
      if (below != null) {
        throw below;
      }
      throw Stop.badInput("the migration files cannot be read: " + firstSentence(e));
    }
  }

  @Override
  public void apply(Database database, AroundFile around) throws FileFailure, SQLException {
    for (MigrationFile file : read(database).pending()) {
      if (file.backfill()) {
        upTo(file.version()).migrate(database, around, false);
        try (Connection session = database.open()) {
          new Backfills(this, around).run(session, file, replaced(file.text()));
        }
      }
    }
    migrate(database, around, true);
  }

  /**
   * @param validated false where some of the files are put aside, which Flyway would miss
   */
  private void migrate(Database database, AroundFile around, boolean validated)
      throws FileFailure, SQLException {
    new OwnLock(place).mustBeFree(database);
    try {
      configuration(database)
          .validateOnMigrate(validated)
          .callbacks(new LedgerCallback(around))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw failure(database, e);
    }
  }

  /** The files before a version, and none that is repeatable: those run after the last one. */
  private FlywayTool upTo(String version) {
    return new FlywayTool(
        Before.copied(directories, MigrationVersion.fromVersion(version)),
        place,
        outOfOrder,
        placeholders);
  }

  private String replaced(String text) {
    String replaced = text;
    for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
      replaced = replaced.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
    }
    return replaced;
  }

  @Override
  public void record(Connection connection, MigrationFile file) throws SQLException {
    new HistoryWriter(connection, place).applied(file);
  }

  @Override
  public void forget(Connection connection, MigrationFile file) throws SQLException {
    new HistoryWriter(connection, place).forget(file);
  }

  /** {@code U2__x.sql} for {@code V2__x.sql}; the free Flyway does not run it, so we do. */
  @Override
  public Optional<MigrationFile> down(History.Applied row) {
    return FlywayNames.undo(directories, row.version())
        .map(path ->
            MigrationFile.alone(
                row.version(),
                path.getFileName().toString(),
                MigrationFile.read(path, path.getFileName().toString())));
  }

  @Override
  public void remove(Connection connection, History.Applied row) throws SQLException {
    new HistoryWriter(connection, place).taken(row);
  }

  @Override
  public History baselined(History read, String version) {
    MigrationVersion stand = version(version);
    return read.baselined(
        version, file -> !file.repeatable() && version(file.version()).compareTo(stand) <= 0);
  }

  @Override
  public void baseline(Database database, String version) throws FileFailure, SQLException {
    try (Connection session = database.open()) {
      if (new Catalog(session, place).historyExists()) {
        new HistoryWriter(session, place).baseline(version);
        return;
      }
    }
    new OwnLock(place).mustBeFree(database);
    try {
      configuration(database)
          .baselineVersion(version)
          .baselineDescription("taken over by Slipway")
          .load()
          .baseline();
    } catch (FlywayException e) {
      throw failure(database, e);
    }
  }

  private static MigrationVersion version(String text) {
    try {
      return MigrationVersion.fromVersion(text);
    } catch (FlywayException e) {
      throw Stop.badInput(text + " is no version; write it as in a file's name, as 12 or 3.1");
    }
  }

  private static SortedMap<String, String> placeholders(String lines) {
    SortedMap<String, String> placeholders = new TreeMap<>();
    for (String pair : lines.lines().toList()) {
      int at = pair.indexOf('=');
      if (at < 1) {
        throw Stop.badInput("SLIPWAY_PLACEHOLDERS is not of the form name=value, a line for each");
      }
      placeholders.put(pair.substring(0, at), pair.substring(at + 1));
    }
    return placeholders;
  }

  private FileFailure failure(Database database, FlywayException error) {
    if (OwnLock.refused(error)) {
      return new OwnLock(place).failure(database);
    }
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof Stop stop) {
        throw stop;
      }
    }
    Optional<MigrationInfo> file = Optional.empty();
    int line = 0;
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof FlywayMigrateException failed) {
        file = Optional.ofNullable(failed.getMigration());
      }
      if (e instanceof FlywaySqlScriptException script) {
        line = script.getLineNumber();
      }
    }
    return new FileFailure(
        file.map(FlywayFile::label),
        file.map(MigrationInfo::getScript),
        line,
        Optional.ofNullable(Fault.cause(error)).map(Fault::of));
  }

  private FluentConfiguration configuration(Database database) {
    FluentConfiguration configuration =
        Flyway.configure()
            .loggers("slf4j")
            .dataSource(database.source())
            .locations(
                directories.stream().map(path -> "filesystem:" + path).toArray(String[]::new))
            .schemas(place.schemas().toArray(String[]::new))
            .defaultSchema(place.defaultSchema())
            .table(place.historyTable())
            .outOfOrder(outOfOrder)
            .placeholders(placeholders)
            .group(false)
            .lockRetryCount(0)
            .mixed(false)
            .skipDefaultCallbacks(true)
            .cleanDisabled(true);
    // Flyway's lock in a transaction of its own keeps a snapshot that CREATE INDEX CONCURRENTLY
    // waits for, for ever, and puts the history row into another transaction than the change.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration;
  }

  private static String firstSentence(FlywayException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    return message.lines().findFirst().orElse("no reason was given");
  }
}
