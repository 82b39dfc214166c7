package dev.slipway.faults.database;

import dev.slipway.faults.ground.Programs;
import dev.slipway.faults.ground.Wait;
import dev.slipway.faults.player.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of one run. Each migration file counts itself up in a probe table, so that one that
 * took hold twice is seen.
 */
public final class Database implements Program {
  private static final String SECOND = "2";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Server server;
  private final Programs programs;
  private final String role;
  private final String name;
  private final String password;
  private final Path folder;
  private final Misfortune misfortune;
  private final Path mounts;
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicBoolean killed = new AtomicBoolean();

  Database(
      Server server,
      Programs programs,
      String name,
      String password,
      Path folder,
      Misfortune misfortune) {
    this.server = server;
    this.programs = programs;
    this.role = name.replace('-', '_');
    this.name = name;
    this.password = password;
    this.folder = folder;
    this.misfortune = misfortune;
    try {
      mounts = Files.createDirectories(folder.resolve(name + "-mounts"));
      for (var release = 1; release <= 2; release++) {
        var files = Files.createDirectories(migrations(Integer.toString(release)));
        for (var file : Migrations.of(release, misfortune).entrySet()) {
          Files.writeString(files.resolve(file.getKey()), file.getValue());
        }
      }
      for (var secret : List.of("application", "migrator")) {
        var keys = Files.createDirectories(mounts.resolve("secrets").resolve(secret));
        var url = "postgresql://127.0.0.1:%d/%s".formatted(server.port(), role);
        Files.writeString(keys.resolve("url"), url);
        Files.writeString(keys.resolve("username"), role);
        Files.writeString(keys.resolve("password"), password);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path migrations(String release) {
    return mounts.resolve("migrations-" + release);
  }

  /** Begins empty. */
  public void create() {
    server.create(role, password);
  }

  /** Begins as another one is. */
  public void copy(Database from, String release) {
    server.copy(from.role, role, password, release);
  }

  /** The runner as its image starts it, but for the places of its files. */
  @Override
  public Words run(String verb, Map<String, String> environment) {
    var run = name + "-runner-" + runs.incrementAndGet();
    var result = mounts.resolve(run);
    var number = environment.getOrDefault("SLIPWAY_NUMBER", "1");
    var variables = new HashMap<>(environment);
    variables.computeIfPresent("SLIPWAY_MIGRATIONS_DIR", (_, _) -> migrations(number).toString());
    // Many runners share this machine's ports, and nobody finds them at the addresses of their
    // pods.
    variables.remove("SLIPWAY_REPORT_PORT");
    variables.put("SLIPWAY_SECRETS_DIR", mounts.resolve("secrets").toString());
    variables.put("SLIPWAY_RESULT_FILE", result.toString());
    var builder =
        programs.java("dev.slipway.runner.Main", "96m", folder.resolve(run + ".log"), verb);
    builder.environment().putAll(variables);
    try {
      // A killed runner leaves none, and one of an earlier campaign would pass for its own.
      Files.deleteIfExists(result);
      var kills =
          misfortune == Misfortune.KILLED
              && verb.equals("migrate")
              && number.equals(SECOND)
              && killed.compareAndSet(false, true);
      if (kills) {
        server.execute(role, "CREATE TABLE " + Migrations.UNHARMED + " ()");
      }
      var process = builder.start();
      if (kills) {
        killInTheSecondFile(process);
      }
      var code = process.waitFor();
      return new Words(code, Files.exists(result) ? Files.readString(result) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the runner was not waited for", e);
    }
  }

  /** Which does not end before, however long this look takes on a busy machine. */
  private void killInTheSecondFile(Process process) {
    var _ =
        Wait.until(
            PATIENCE, () -> !process.isAlive() || effects().containsKey(Migrations.FIRST_OF_TWO));
    process.destroyForcibly();
    server.execute(role, "DROP TABLE " + Migrations.UNHARMED);
  }

  @Override
  public Map<String, Integer> effects() {
    var effects = new TreeMap<String, Integer>();
    try (var reader = server.connect(role);
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
