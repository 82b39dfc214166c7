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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The oldest and the newest PostgreSQL that are promised to work; started on first use. */
enum PostgresServer {
  POSTGRES_14("target/postgres/postgres-14.jar"),
  POSTGRES_18(null);

  private static final Map<PostgresServer, EmbeddedPostgres> RUNNING = new ConcurrentHashMap<>();

  private final @Nullable String jar;
  private final Path folder;

  PostgresServer(@Nullable String jar) {
    this.jar = jar;
    this.folder = Path.of("target", "postgres", name() + "-" + ProcessHandle.current().pid());
  }

  int port() {
    return RUNNING.computeIfAbsent(this, PostgresServer::start).getPort();
  }

  Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port() + "/" + database, "postgres", "postgres");
  }

  /** Stops the server as its administrator would; connections are cut, the data stays. */
  void down() {
    try {
      RUNNING.get(this).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again after {@link #down}, on the same port with the same data. */
  void up() {
    RUNNING.put(this, start(builder -> builder.setPort(port())));
  }

  private EmbeddedPostgres start() {
    return start(builder -> builder);
  }

  private EmbeddedPostgres start(UnaryOperator<EmbeddedPostgres.Builder> place) {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "off")
            .setServerConfig("max_connections", "100");
    String archive = jar;
    if (archive != null) {
      builder.setPgBinaryResolver((system, machine) -> binaries(archive));
    }
    try {
      return place.apply(builder).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream binaries(String jar) throws IOException {
    URI inside = URI.create("jar:" + Path.of(jar).toUri() + "!/postgres-linux-x86_64.txz");
    return inside.toURL().openStream();
  }
}
