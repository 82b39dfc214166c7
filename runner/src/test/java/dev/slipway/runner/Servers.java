package dev.slipway.runner;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** One real server for each major version, started when first asked for, ended with the JVM. */
public final class Servers {
  private static final Map<Integer, EmbeddedPostgres> RUNNING = new ConcurrentHashMap<>();

  private Servers() {}

  public static EmbeddedPostgres postgres(int major) {
    return RUNNING.computeIfAbsent(major, Servers::start);
  }

  private static EmbeddedPostgres start(int major) {
    try {
      JarFile jar = new JarFile(Path.of("target/servers/postgres-" + major + ".jar").toFile());
      ZipEntry archive =
          jar.stream().filter(e -> e.getName().endsWith(".txz")).findFirst().orElseThrow();
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setPgBinaryResolver((system, machine) -> jar.getInputStream(archive))
              .setServerConfig("max_connections", "120")
              .setServerConfig("fsync", "off")
              .start();
      demandPasswords(server);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The scenes' roles have to log in properly; the embedded server lets everybody in. */
  private static void demandPasswords(EmbeddedPostgres server) throws IOException {
    try (Connection admin = server.getPostgresDatabase().getConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE ROLE scenes");
      try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
        row.next();
        Path rules = Path.of(row.getString(1));
        Files.writeString(rules, "host all +scenes all scram-sha-256\n" + Files.readString(rules));
      }
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
