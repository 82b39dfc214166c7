package dev.slipway.backend;

import dev.slipway.backend.database.DatabaseAddress;
import dev.slipway.backend.schema.Migration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A database as deploy/samples/shop/database.sql makes it, new for each test. */
record ShopDatabase(PostgresServer server) {

  static final String APP_PASSWORD = "canary-of-the-application";
  private static final String OWNER_PASSWORD = "canary-of-the-owner";
  private static final Path MIGRATIONS = Path.of("src/migrations");

  static ShopDatabase fresh(PostgresServer server) throws SQLException {
    try (Connection connection = server.superuser("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS shop WITH (FORCE)");
      statement.execute("DROP ROLE IF EXISTS shop_app");
      statement.execute("DROP ROLE IF EXISTS shop_owner");
      statement.execute("DROP ROLE IF EXISTS billing_app");
    }
    String database = "postgres";
    for (String line : setup().lines().toList()) {
      if (line.startsWith("-- @database ")) {
        database = line.substring("-- @database ".length());
      } else if (!line.startsWith("--") && !line.isBlank()) {
        try (Connection connection = server.superuser(database);
            Statement statement = connection.createStatement()) {
          statement.execute(line);
        }
      }
    }
    return new ShopDatabase(server);
  }

  /** Applies the files of one version of the backend, as a release does. */
  void migrateTo(String version) {
    Migration.run(owner(), "shop", files(version), "flyway_schema_history");
  }

  /** The migrations of one version, laid out as in its image. */
  static Path files(String version) {
    try {
      var sets = new Properties();
      try (var in = Files.newBufferedReader(MIGRATIONS.resolve("versions.properties"))) {
        sets.load(in);
      }
      Path directory = Files.createTempDirectory("migrations-" + version);
      for (String set : sets.getProperty(version).split(" ", -1)) {
        try (var files = Files.list(MIGRATIONS.resolve(set))) {
          for (Path file : files.toList()) {
            Files.copy(file, directory.resolve(file.getFileName()));
          }
        }
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "jdbc:postgresql://localhost:" + server.port() + "/shop";
  }

  DatabaseAddress owner() {
    return new DatabaseAddress(url(), "shop_owner", OWNER_PASSWORD);
  }

  Connection app() throws SQLException {
    return DriverManager.getConnection(url(), "shop_app", APP_PASSWORD);
  }

  void asOwner(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url(), owner().username(), owner().password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The environment of a pod of this version. */
  Map<String, String> environment(String version) {
    Map<String, String> env = new HashMap<>();
    env.put("PORT", "0");
    env.put("VERSION", version);
    env.put("ENVIRONMENT", "test");
    env.put("DATABASE_URL", url());
    env.put("DB_USERNAME", "shop_app");
    env.put("DB_PASSWORD", APP_PASSWORD);
    env.put("MIGRATIONS_STRICT", "true");
    env.put("MIGRATIONS_DIR", files(version).toString());
    env.put("ADMIN_PASSWORD", "canary-of-the-admin");
    env.put("DB_POOL_SIZE", "4");
    env.put("DB_MAX_OVERFLOW", "4");
    env.put("JWT_SECRET", "canary-of-the-tokens");
    env.put("SECRET_KEY", "canary-of-the-refresh-tokens");
    env.put("LOGIN_RATE_LIMIT", "0");
    return env;
  }

  private static String setup() {
    try {
      return Files.readString(Path.of("../deploy/samples/shop/database.sql"))
          .replace("@APP_PASSWORD@", APP_PASSWORD)
          .replace("@OWNER_PASSWORD@", OWNER_PASSWORD)
          .replace("@BILLING_PASSWORD@", "canary-of-billing");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
