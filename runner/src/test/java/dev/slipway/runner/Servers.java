package dev.slipway.runner;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
