package dev.slipway.runner.flyway;

import dev.slipway.runner.Environment;
import dev.slipway.runner.Stop;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Fault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * A directory of Flyway files and the schemas they are for.
 *
 * @param schemas the first one is the default schema and holds the history table
 */
public record Migrations(Path directory, List<String> schemas, String historyTable) {
  private static final String NAME = "[a-z_][a-z0-9_$]{0,62}";

  public Migrations {
    schemas = List.copyOf(schemas);
    schemas.forEach(Migrations::mustBeName);
    mustBeName(historyTable);
  }

  public static Migrations from(Environment environment, Path directory) {
    List<String> schemas = environment.list("SLIPWAY_SCHEMAS");
    return new Migrations(
        directory,
        schemas.isEmpty() ? List.of("public") : schemas,
        environment.text("SLIPWAY_HISTORY_TABLE").orElse("flyway_schema_history"));
  }

  public String defaultSchema() {
    return schemas.getFirst();
  }

  /** Schema and table of the history: what tells one backend's migrations from another's. */
  public String history() {
    return defaultSchema() + "." + historyTable;
  }

  public FileNames names() {
    return FileNames.in(directory);
  }

  /** Reads the history table, if there is one, and the files. Changes nothing. */
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

  /** Runs what is pending, each file in a transaction of its own. */
  public void apply(Database database, Callback callback) throws FileFailure {
    migrate(configuration(database).callbacks(callback));
  }

  /** Writes the history row of a file whose change is proven to be in, without running it. */
  void record(Database database, String version) throws FileFailure {
    migrate(configuration(database).target(version).skipExecutingMigrations(true));
  }

  private static void migrate(FluentConfiguration configuration) throws FileFailure {
    try {
      configuration.load().migrate();
    } catch (FlywayException e) {
      throw failure(e);
    }
  }

  private static FileFailure failure(FlywayException error) {
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
        file.map(MigrationFile::label),
        file.map(MigrationInfo::getScript),
        line,
        Optional.ofNullable(Fault.cause(error)).map(Fault::of));
  }

  private FluentConfiguration configuration(Database database) {
    FluentConfiguration configuration =
        Flyway.configure()
            .loggers("slf4j")
            .dataSource(database.source())
            .locations("filesystem:" + directory)
            .schemas(schemas.toArray(String[]::new))
            .defaultSchema(defaultSchema())
            .table(historyTable)
            .group(false)
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

  private static void mustBeName(String name) {
    if (!name.matches(NAME)) {
      throw Stop.badInput("a schema or history table has a name that is not allowed");
    }
  }
}
