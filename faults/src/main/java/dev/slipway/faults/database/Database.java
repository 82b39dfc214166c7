package dev.slipway.faults.database;

import dev.slipway.faults.player.Program;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of one run. Each migration file counts itself up in a probe table, so that one that
 * took hold twice is seen.
 */
public final class Database implements Program {
  private static final Map<String, String> FILES =
      Map.of(
          "V1__shop.sql",
          """
          CREATE TABLE shop.probe (file text PRIMARY KEY, times int NOT NULL);
          INSERT INTO shop.probe VALUES ('1', 1);
          """,
          "V2__orders.sql",
          """
          CREATE TABLE shop.orders (id bigint PRIMARY KEY, placed timestamptz);
          INSERT INTO shop.probe VALUES ('2', 1)
            ON CONFLICT (file) DO UPDATE SET times = shop.probe.times + 1;
          """,
          "V3__index.sql",
          "CREATE INDEX CONCURRENTLY orders_placed ON shop.orders (placed);\n",
          "V4__more.sql",
          """
          INSERT INTO shop.probe VALUES ('4', 1)
            ON CONFLICT (file) DO UPDATE SET times = shop.probe.times + 1;
          """);

  private final EmbeddedPostgres server;
  private final String role;
  private final String name;
  private final Path folder;
  private final Path mounts;
  private final AtomicInteger runs = new AtomicInteger();

  Database(EmbeddedPostgres server, String role, String password, String name, Path folder) {
    this.server = server;
    this.role = role;
    this.name = name;
    this.folder = folder;
    try {
      mounts = Files.createDirectories(folder.resolve(name + "-mounts"));
      var files = Files.createDirectories(mounts.resolve("migrations"));
      for (var file : FILES.entrySet()) {
        Files.writeString(files.resolve(file.getKey()), file.getValue());
      }
      for (var secret : List.of("application", "migrator")) {
        var keys = Files.createDirectories(mounts.resolve("secrets").resolve(secret));
        var url = "postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), role);
        Files.writeString(keys.resolve("url"), url);
        Files.writeString(keys.resolve("username"), role);
        Files.writeString(keys.resolve("password"), password);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The runner as its image starts it, but for the places of its files. */
  @Override
  public Words run(String verb, Map<String, String> environment) {
    var run = name + "-runner-" + runs.incrementAndGet();
    var result = mounts.resolve(run);
    var variables = new HashMap<>(environment);
    variables.computeIfPresent(
        "SLIPWAY_MIGRATIONS_DIR", (_, _) -> mounts.resolve("migrations").toString());
    variables.put("SLIPWAY_SECRETS_DIR", mounts.resolve("secrets").toString());
    variables.put("SLIPWAY_RESULT_FILE", result.toString());
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-Dfaults.log=" + folder.resolve(run + ".log"),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.slipway.runner.Main",
            verb);
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(run + ".out").toFile());
    try {
      var code = builder.start().waitFor();
      return new Words(code, Files.exists(result) ? Files.readString(result) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the runner was not waited for", e);
    }
  }

  @Override
  public Map<String, Integer> effects() {
    var effects = new TreeMap<String, Integer>();
    try (var reader = server.getDatabase("postgres", role).getConnection();
        var statement = reader.createStatement()) {
      try (var table = statement.executeQuery("SELECT to_regclass('shop.probe') IS NOT NULL")) {
        table.next();
        if (!table.getBoolean(1)) {
          return effects;
        }
      }
      try (var rows = statement.executeQuery("SELECT file, times FROM shop.probe")) {
        while (rows.next()) {
          effects.put(rows.getString(1), rows.getInt(2));
        }
      }
      return effects;
    } catch (SQLException e) {
      throw new IllegalStateException("the probe table cannot be read", e);
    }
  }
}
