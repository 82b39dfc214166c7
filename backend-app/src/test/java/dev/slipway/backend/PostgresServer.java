package dev.slipway.backend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The oldest and the newest PostgreSQL that are promised to work; started on first use. */
enum PostgresServer {
  POSTGRES_14("target/postgres/postgres-14.jar"),
  POSTGRES_18(null);

  private static final Map<PostgresServer, EmbeddedPostgres> RUNNING = new ConcurrentHashMap<>();

  private final @Nullable String jar;

  PostgresServer(@Nullable String jar) {
    this.jar = jar;
  }

  int port() {
    return RUNNING.computeIfAbsent(this, PostgresServer::start).getPort();
  }

  Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port() + "/" + database, "postgres", "postgres");
  }

  private EmbeddedPostgres start() {
    var builder =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("max_connections", "100");
    String archive = jar;
    if (archive != null) {
      builder.setPgBinaryResolver((system, machine) -> binaries(archive));
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream binaries(String jar) throws IOException {
    URI inside = URI.create("jar:" + Path.of(jar).toUri() + "!/postgres-linux-x86_64.txz");
    return inside.toURL().openStream();
  }
}
