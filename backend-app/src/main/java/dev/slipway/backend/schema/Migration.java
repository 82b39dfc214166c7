package dev.slipway.backend.schema;

import dev.slipway.backend.database.DatabaseAddress;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Applies this build's files; for local use. In a cluster the release does it, never the app. */
public final class Migration {

  private Migration() {}

  public static MigrateResult run(
      DatabaseAddress address, String schema, Path directory, String historyTable) {
    return flyway(address, schema, directory, historyTable).migrate();
  }

  /** Each file and what the history says of it; changes nothing. */
  public static List<MigrationInfo> status(
      DatabaseAddress address, String schema, Path directory, String historyTable) {
    return List.of(flyway(address, schema, directory, historyTable).info().all());
  }

  private static Flyway flyway(
      DatabaseAddress address, String schema, Path directory, String historyTable) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(address.jdbcUrl(), address.username(), address.password())
            .defaultSchema(schema)
            .schemas(schema)
            .table(historyTable)
            .locations("filesystem:" + directory);
    // A transaction-level lock would wait for itself under CREATE INDEX CONCURRENTLY.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration.load();
  }
}
