package dev.slipway.images.training;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The three programs and what each of them is trained on. */
public final class Grounds {
  private static final String OWNER = "postgres";

  private Grounds() {}

  /** The operator starts, leads and finds no release. */
  public static Ground.Prepared operator(Path folder) throws IOException {
    var cluster = new EmptyCluster();
    var port = freePort();
    return on(
        cluster::close,
        new Training(
            List.of(),
            Map.of(
                "KUBERNETES_MASTER", cluster.address(),
                "KUBERNETES_AUTH_TRYKUBECONFIG", "false",
                "KUBERNETES_AUTH_TRYSERVICEACCOUNT", "false",
                "POD_NAMESPACE", "training",
                "POD_UID", "training",
                "PORT", String.valueOf(port),
                "RUNNER_IMAGE", "runner"),
            asked(port, "/readyz", "/livez", "/metrics")));
  }

  /** The runner applies one file; its other verbs use much of the same. */
  public static Ground.Prepared runner(Path folder) throws IOException {
    var secret = Files.createDirectories(folder.resolve("secrets/migrator"));
    var migrations = Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(migrations.resolve("V1__training.sql"), "CREATE TABLE training (id bigint);");
    var database = EmbeddedPostgres.builder().start();
    Files.writeString(secret.resolve("url"), database.getJdbcUrl(OWNER, OWNER));
    Files.writeString(secret.resolve("username"), OWNER);
    Files.writeString(secret.resolve("password"), OWNER);
    return on(
        database::close,
        new Training(
            List.of("migrate"),
            Map.of(
                "SLIPWAY_RELEASE", "training/training",
                "SLIPWAY_ATTEMPT", "00000000-0000-4000-8000-000000000001",
                "SLIPWAY_NUMBER", "1",
                "SLIPWAY_SEQ", "1",
                "SLIPWAY_SCHEMAS", "public",
                "SLIPWAY_MIGRATIONS_DIR", migrations.toString(),
                "SLIPWAY_SECRETS_DIR", folder.resolve("secrets").toString(),
                "SLIPWAY_RESULT_FILE", folder.resolve("result").toString(),
                "SLIPWAY_REPORT_PORT", String.valueOf(freePort())),
            List.of()));
  }

  private static final List<String> ORDERS =
      List.of(
          "CREATE SCHEMA shop",
          "CREATE TABLE shop.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
              + " customer text, item text, quantity int, created_at timestamptz DEFAULT now())",
          "INSERT INTO shop.orders (customer, item, quantity) VALUES ('training', 'rope', 1)");

  /** The backend gets ready and answers its probes, metrics and reads of its table. */
  public static Ground.Prepared backend(Path folder) throws IOException {
    var migrations = Files.createDirectories(folder.resolve("migrations"));
    var database = EmbeddedPostgres.builder().start();
    prepare(database, ORDERS);
    var port = freePort();
    return on(
        database::close,
        new Training(
            List.of(),
            Map.ofEntries(
                Map.entry("VERSION", "training"),
                Map.entry("PORT", String.valueOf(port)),
                Map.entry("DATABASE_URL", database.getJdbcUrl(OWNER, OWNER)),
                Map.entry("DB_USERNAME", OWNER),
                Map.entry("DB_PASSWORD", OWNER),
                Map.entry("MIGRATIONS_STRICT", "false"),
                Map.entry("MIGRATIONS_DIR", migrations.toString()),
                Map.entry("SECRET_KEY", "only-for-the-training-of-an-image"),
                Map.entry("JWT_SECRET", "only-for-the-training-of-an-image"),
                Map.entry("ADMIN_USERNAME", "training"),
                Map.entry("ADMIN_PASSWORD", "training-of-an-image")),
            asked(port, "/api/readyz", "/api/orders", "/api/healthz", "/api/", "/metrics")));
  }

  private static void prepare(EmbeddedPostgres database, List<String> statements)
      throws IOException {
    try (var connection = database.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      for (var each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IOException("The database of the training refused a statement", e);
    }
  }

  private static Ground.Prepared on(Closing end, Training training) {
    return new Ground.Prepared() {
      @Override
      public Training training() {
        return training;
      }

      @Override
      public void close() throws IOException {
        end.close();
      }
    };
  }

  private static List<URI> asked(int port, String... paths) {
    return List.of(paths).stream()
        .map(path -> URI.create("http://127.0.0.1:" + port + path))
        .toList();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @FunctionalInterface
  private interface Closing {
    void close() throws IOException;
  }
}
