package dev.slipway.backend.embedded;

import dev.slipway.backend.database.DatabaseAddress;
import dev.slipway.backend.schema.Migration;
import dev.slipway.backend.settings.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** A real PostgreSQL with the roles and the schema of a release; it forgets all when it ends. */
public final class EmbeddedDatabase {

  private static final String NAME = "shop";

  private EmbeddedDatabase() {}

  /** Starts it, applies this build's files, and tells where the application logs in. */
  public static DatabaseAddress start(Settings settings) throws IOException, SQLException {
    // Ends with the process, by its own hook.
    var server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    String schema = settings.schema().name();
    var owner = address(server, "shop_owner");
    var application = address(server, "shop_app");
    asSuperuser(
        server,
        "postgres",
        List.of(
            "CREATE ROLE shop_owner LOGIN PASSWORD '" + owner.password() + "'",
            "CREATE ROLE shop_app LOGIN PASSWORD '" + application.password() + "'",
            "CREATE DATABASE " + NAME + " OWNER shop_owner"));
    String grants =
        "ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner IN SCHEMA \"" + schema + "\" GRANT ";
    asSuperuser(
        server,
        NAME,
        List.of(
            "CREATE SCHEMA \"" + schema + "\" AUTHORIZATION shop_owner",
            "GRANT USAGE ON SCHEMA \"" + schema + "\" TO shop_app",
            grants + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO shop_app",
            grants + "USAGE, SELECT ON SEQUENCES TO shop_app"));
    if (!settings.schema().needed().isEmpty()) {
      Migration.run(owner, schema, settings.schema().files(), settings.schema().history());
    }
    return application;
  }

  private static DatabaseAddress address(EmbeddedPostgres server, String role) {
    return new DatabaseAddress(
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + NAME,
        role,
        UUID.randomUUID().toString());
  }

  private static void asSuperuser(EmbeddedPostgres server, String database, List<String> statements)
      throws SQLException {
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
