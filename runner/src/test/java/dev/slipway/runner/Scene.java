package dev.slipway.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh database with a migrator, a directory of files, and the verbs to run on them. */
public final class Scene {
  private static final AtomicInteger COUNT = new AtomicInteger();
  public static final String PASSWORD = "canary-password-7f3a";

  private final Ground ground;
  private final int port;
  private final String name;
  private final Path root;
  private final String attempt = UUID.randomUUID().toString();
  private final Map<String, String> variables = new HashMap<>();

  private Scene(Ground ground, int port, String name, Path root) {
    this.ground = ground;
    this.port = port;
    this.name = name;
    this.root = root;
  }

  public static Scene on(int major) {
    return on(new Ground("Flyway", major));
  }

  public static Scene on(Ground ground) {
    return on(ground, Servers.postgres(ground.major()).getPort());
  }

  /** On a server of one's own. */
  public static Scene on(Ground ground, int port) {
    try {
      String name = "scene" + COUNT.incrementAndGet();
      Scene scene = new Scene(ground, port, name, Files.createTempDirectory("scene"));
      scene.createDatabase();
      Files.createDirectories(scene.root.resolve("migrations"));
      for (String role : new String[] {"migrator", "application"}) {
        scene.secret(role, "url", "postgresql://127.0.0.1:" + port + "/" + name);
        scene.secret(role, "username", name);
        scene.secret(role, "password", PASSWORD);
      }
      return scene;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another backend in the same database, with its own schema and files. */
  public Scene beside(String release, String schema) {
    try {
      Scene other = new Scene(ground, port, name, Files.createTempDirectory("scene"));
      Files.createDirectories(other.root.resolve("migrations"));
      other.secret("migrator", "url", "postgresql://127.0.0.1:" + port + "/" + name);
      other.secret("migrator", "username", name);
      other.secret("migrator", "password", PASSWORD);
      return other.with("SLIPWAY_RELEASE", release).with("SLIPWAY_SCHEMAS", schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void createDatabase() {
    try (Connection admin =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
        Statement statement = admin.createStatement()) {
      statement.execute(
          "CREATE ROLE " + name + " LOGIN IN ROLE scenes PASSWORD '" + PASSWORD + "'");
      statement.execute("CREATE DATABASE " + name + " OWNER " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public Scene secret(String role, String key, String value) {
    write("secrets", role, key, value);
    return this;
  }

  /** A Secret with these keys and no others. */
  public Scene secrets(String role, Map<String, String> keys) {
    try {
      Path folder = root.resolve("secrets").resolve(role);
      try (var old = Files.list(folder)) {
        for (Path key : old.toList()) {
          Files.delete(key);
        }
      }
      keys.forEach((key, value) -> secret(role, key, value));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String secrets, String role, String key, String value) {
    try {
      Path folder = Files.createDirectories(root.resolve(secrets).resolve(role));
      Files.writeString(folder.resolve(key), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path migrations() {
    return root.resolve("migrations");
  }

  public int port() {
    return port;
  }

  /**
   * Writes a migration file.
   *
   * @param file named for Flyway; another tool gets the name that it likes
   */
  public Scene file(String file, String sql) {
    try {
      Files.writeString(root.resolve("migrations").resolve(name(file)), sql);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that is told to run outside a transaction. */
  public Scene fileOutside(String file, String sql) {
    return ground.tool().equals("Sql")
        ? file(file, "-- no-transaction\n" + sql)
        : file(file, sql).file(file + ".conf", "executeInTransaction=false");
  }

  public String name(String file) {
    return ground.name(file);
  }

  /** The history table. */
  public String history() {
    return ground.history();
  }

  /** Column of the history by which its rows came. */
  public String order() {
    return ground.order();
  }

  public Scene without(String file) {
    try {
      Files.delete(root.resolve("migrations").resolve(name(file)));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Scene with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Ends the database, for tests that go through many. */
  public void drop() {
    try (Connection admin =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public String attempt() {
    return attempt;
  }

  public Map<String, String> environment(String attemptId, long seq) {
    Map<String, String> all = new HashMap<>();
    all.put("SLIPWAY_RELEASE", "shop/shop");
    all.put("SLIPWAY_ATTEMPT", attemptId);
    all.put("SLIPWAY_NUMBER", "7");
    all.put("SLIPWAY_SEQ", Long.toString(seq));
    all.put("SLIPWAY_MIGRATIONS_DIR", root.resolve("migrations").toString());
    all.put("SLIPWAY_SCHEMAS", "shop");
    all.put("SLIPWAY_TOOL", ground.tool());
    all.put("SLIPWAY_SECRETS_DIR", root.resolve("secrets").toString());
    all.put(
        "SLIPWAY_RESULT_FILE",
        root.resolve("result-" + seq + "-" + Thread.currentThread().threadId()).toString());
    all.put("SLIPWAY_LOCKS_SECONDS", "0");
    all.put("SLIPWAY_CONNECT_SECONDS", "0");
    all.putAll(variables);
    return all;
  }

  public Outcome run(String verb, long seq) {
    return run(verb, attempt, seq, new Halt());
  }

  public Outcome run(String verb, String attemptId, long seq) {
    return run(verb, attemptId, seq, new Halt());
  }

  public Outcome run(String verb, String attemptId, long seq, Halt halt) {
    return run(verb, environment(attemptId, seq), halt);
  }

  /** As a pod whose connections go through the wire. */
  public Outcome run(String verb, String attemptId, long seq, Wire wire) {
    Map<String, String> environment = environment(attemptId, seq);
    String secrets = "secrets-" + wire.port();
    for (String role : new String[] {"migrator", "application"}) {
      write(secrets, role, "username", name);
      write(secrets, role, "password", PASSWORD);
      write(secrets, role, "url", "postgresql://127.0.0.1:" + wire.port() + "/" + name);
    }
    environment.put("SLIPWAY_SECRETS_DIR", root.resolve(secrets).toString());
    return run(verb, environment, new Halt());
  }

  private static Outcome run(String verb, Map<String, String> environment, Halt halt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = Runner.run(verb, environment, new PrintStream(out, true, UTF_8), halt);
    String text = out.toString(UTF_8).strip();
    return new Outcome(code, text, ResultText.parse(text));
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + name, "postgres", "postgres");
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public String value(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a verb left. */
  public record Outcome(int code, String text, Result result) {
    public Verdict verdict() {
      return result.verdict();
    }
  }
}
