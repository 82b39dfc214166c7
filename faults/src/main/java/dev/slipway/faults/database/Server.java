package dev.slipway.faults.database;

import dev.slipway.faults.ground.Programs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One PostgreSQL for all runs that want one, started with the first. */
public final class Server implements AutoCloseable {
  private final Programs programs;
  private Optional<EmbeddedPostgres> postgres = Optional.empty();

  public Server(Programs programs) {
    this.programs = programs;
  }

  /**
   * A database with a role of its own, that does not exist yet.
   *
   * @param name of database and role
   * @param folder for what the runner needs and says
   */
  public Database database(String name, String password, Path folder, Misfortune misfortune) {
    return new Database(this, programs, name, password, folder, misfortune);
  }

  int port() {
    return running().getPort();
  }

  /** Makes an empty one. */
  void create(String role, String password) {
    execute(
        "postgres",
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, password),
        "CREATE DATABASE %s OWNER %s".formatted(role, role));
    execute(role, "CREATE SCHEMA shop AUTHORIZATION " + role);
  }

  /** Makes one that is as another is now; what the other's release did counts as its own. */
  void copy(String from, String role, String password, String release) {
    execute(
        "postgres",
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, password),
        "CREATE DATABASE %s TEMPLATE %s OWNER %s".formatted(role, from, role));
    execute(
        role,
        "REASSIGN OWNED BY %s TO %s".formatted(from, role),
        "UPDATE slipway.attempt SET release = '%s'".formatted(release));
  }

  Connection connect(String database) throws SQLException {
    return running().getDatabase("postgres", database).getConnection();
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

  /** One at a time: roles and databases stand in catalogs that all databases share. */
  synchronized void execute(String database, String... statements) {
    try (var admin = connect(database);
        var statement = admin.createStatement()) {
      for (var each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be prepared", e);
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
