package dev.slipway.runner;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** One real server for each major version, started when first asked for, ended with the JVM. */
public final class Servers {
  private static final int WITH_A_CHOICE_OF_ITERATIONS = 16;

  private static final Map<Integer, EmbeddedPostgres> RUNNING = new ConcurrentHashMap<>();

  private Servers() {}

  public static EmbeddedPostgres postgres(int major) {
    return RUNNING.computeIfAbsent(major, Servers::start);
  }

  /** A server that was stopped cleanly and follows a primary that never comes. */
  public static EmbeddedPostgres standby(int major, Path folder) throws IOException {
    builder(major).setDataDirectory(folder).setCleanDataDirectory(false).start().close();
    Files.createFile(folder.resolve("standby.signal"));
    return builder(major).setDataDirectory(folder).setCleanDataDirectory(false).start();
  }

  /** A primary, and a replica that follows it from the first moment on. */
  public record Pair(EmbeddedPostgres primary, EmbeddedPostgres replica) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      replica.close();
      primary.close();
    }
  }

  /** Two servers from one cluster that was stopped cleanly and copied. */
  public static Pair pair(int major, Path first, Path second) throws IOException {
    builder(major).setDataDirectory(first).setCleanDataDirectory(false).start().close();
    copy(first, second);
    EmbeddedPostgres primary =
        builder(major).setDataDirectory(first).setCleanDataDirectory(false).start();
    demandPasswords(primary, "scram-sha-256");
    Files.createFile(second.resolve("standby.signal"));
    Files.writeString(
        second.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 user=postgres application_name=second port=%d'%n"
            .formatted(primary.getPort()));
    EmbeddedPostgres replica =
        builder(major)
            .setDataDirectory(second)
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofMinutes(1))
            .start();
    return new Pair(primary, replica);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (!Files.exists(copy)) {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.setOwner(copy, Files.getOwner(file));
      }
    }
    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
  }

  /** A server that speaks TLS with this certificate and key, both in PEM. */
  public static EmbeddedPostgres encrypted(int major, Path certificate, Path key)
      throws IOException {
    return builder(major)
        .setServerConfig("ssl", "on")
        .setServerConfig("ssl_cert_file", certificate.toString())
        .setServerConfig("ssl_key_file", key.toString())
        .start();
  }

  private static EmbeddedPostgres start(int major) {
    try {
      EmbeddedPostgres.Builder settings =
          builder(major).setServerConfig("max_connections", "400").setServerConfig("fsync", "off");
      if (major >= WITH_A_CHOICE_OF_ITERATIONS) {
        // Hashing for thousands of logins would be half of what these tests compute.
        settings.setServerConfig("scram_iterations", "16");
      }
      EmbeddedPostgres server = settings.start();
      demandPasswords(server, Boolean.getBoolean("slipway.trust") ? "trust" : "scram-sha-256");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres.Builder builder(int major) throws IOException {
    JarFile jar = new JarFile(Path.of("target/servers/postgres-" + major + ".jar").toFile());
    ZipEntry archive =
        jar.stream().filter(e -> e.getName().endsWith(".txz")).findFirst().orElseThrow();
    return EmbeddedPostgres.builder()
        .setPgBinaryResolver((system, machine) -> jar.getInputStream(archive));
  }

  /**
   * The scenes' roles have to log in properly; the embedded server lets everybody in.
   *
   * @param method trust for the long storm, in which half of the work would be hashing passwords
   */
  private static void demandPasswords(EmbeddedPostgres server, String method) throws IOException {
    try (Connection admin = server.getPostgresDatabase().getConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE ROLE scenes");
      try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
        row.next();
        Path rules = Path.of(row.getString(1));
        Files.writeString(rules, "host all +scenes all " + method + "\n" + Files.readString(rules));
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
