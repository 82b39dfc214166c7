package dev.slipway.faults.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One PostgreSQL for all runs that want one, started with the first. */
public final class Server implements AutoCloseable {
  private Optional<EmbeddedPostgres> postgres = Optional.empty();

  /**
   * An empty database with a role of its own.
   *
   * @param name of database and role
   * @param folder for what the runner needs and says
   */
  public Database database(String name, String password, Path folder) {
    var server = running();
    var role = name.replace('-', '_');
    execute(
        server,
        "postgres",
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, password),
        "CREATE DATABASE %s OWNER %s".formatted(role, role));
    execute(server, role, "CREATE SCHEMA shop AUTHORIZATION " + role);
    return new Database(server, role, password, name, folder);
  }

  private synchronized EmbeddedPostgres running() {
    if (postgres.isEmpty()) {
      try {
        postgres = Optional.of(EmbeddedPostgres.builder().setServerConfig("fsync", "off").start());
      } catch (IOException e) {
        throw new UncheckedIOException("no PostgreSQL can be started", e);
      }
    }
    return postgres.get();
  }

  private static void execute(EmbeddedPostgres server, String database, String... statements) {
    try (Connection admin = server.getDatabase("postgres", database).getConnection();
        var statement = admin.createStatement()) {
      for (var each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be made", e);
    }
  }

  @Override
  public synchronized void close() {
    postgres.ifPresent(server -> {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }
}
