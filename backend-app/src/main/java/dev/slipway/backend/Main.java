package dev.slipway.backend;

import dev.slipway.backend.checks.Finding;
import dev.slipway.backend.checks.MigrationStatus;
import dev.slipway.backend.checks.SystemCheck;
import dev.slipway.backend.database.DatabaseAddress;
import dev.slipway.backend.embedded.EmbeddedDatabase;
import dev.slipway.backend.logging.JsonLog;
import dev.slipway.backend.logging.Redaction;
import dev.slipway.backend.schema.Migration;
import dev.slipway.backend.settings.InvalidSettings;
import dev.slipway.backend.settings.Settings;
import dev.slipway.backend.time.Time;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code serve} (default), {@code check}, {@code migrate} or {@code migrate --status}; all settings
 * by environment. Exit codes: 0 well, 1 a fault was found, 2 settings or verb are not usable.
 */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int FAULT = 1;
  private static final int MISUSE = 2;

  private Main() {}

  public static void main(String[] args) {
    var redaction = new Redaction(Settings.secrets(System.getenv()));
    JsonLog.install(false, false, redaction);
    String verb = args.length == 0 ? "serve" : String.join(" ", args);
    if (verb.equals("check")) {
      // It names the faults of the environment itself.
      System.exit(print(SystemCheck.run(System.getenv()), System.out));
    }
    Settings settings;
    try {
      settings = Settings.from(System.getenv());
    } catch (InvalidSettings e) {
      LOG.error("The environment is not usable: {}", e.getMessage());
      System.exit(MISUSE);
      return;
    }
    JsonLog.install(settings.debug(), settings.accessLog(), redaction);
    boolean embedded = settings.database().equals(DatabaseAddress.EMBEDDED);
    if (embedded && !verb.equals("serve")) {
      LOG.error("DATABASE_URL is not set; the embedded database is there only while serving");
      System.exit(MISUSE);
    }
    switch (verb) {
      case "serve" -> serve(embedded ? embedded(settings) : settings);
      case "migrate" -> System.exit(migrate(settings));
      case "migrate --status" -> System.exit(print(status(settings), System.out));
      default -> {
        LOG.error("Unknown verb {}; use serve, check, migrate or migrate --status", verb);
        System.exit(MISUSE);
      }
    }
  }

  private static void serve(Settings settings) {
    var backend = new Backend(settings, Time.system(), () -> Runtime.getRuntime().halt(FAULT));
    try {
      backend.start();
    } catch (RuntimeException e) {
      LOG.error("Cannot start on port {}", settings.port(), e);
      System.exit(FAULT);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(backend), "end"));
    LOG.info(
        "Shop {} listens on port {} after {} ms",
        settings.build().version(),
        backend.port(),
        ManagementFactory.getRuntimeMXBean().getUptime());
  }

  private static Settings embedded(Settings settings) {
    try {
      return settings.at(EmbeddedDatabase.start(settings));
    } catch (NoClassDefFoundError e) {
      LOG.error("DATABASE_URL is not set, and this installation brings no embedded database");
    } catch (IOException | SQLException | FlywayException e) {
      LOG.error("The embedded database does not start; set DATABASE_URL to use another", e);
    }
    System.exit(MISUSE);
    return settings;
  }

  private static void end(Backend backend) {
    backend.end();
    // The JVM would end with 143; a polite end is a success.
    Runtime.getRuntime().halt(0);
  }

  private static int migrate(Settings settings) {
    Settings.Schema schema = settings.schema();
    try {
      var result =
          Migration.run(settings.database(), schema.name(), schema.files(), schema.history());
      LOG.info(
          "Applied {} migrations; now at {}",
          result.migrationsExecuted,
          result.targetSchemaVersion);
      return 0;
    } catch (FlywayException e) {
      LOG.error("The migration failed", e);
      return FAULT;
    }
  }

  /** The files, and the verdict on the whole. */
  private static List<Finding> status(Settings settings) {
    Stream<Finding> verdict =
        SystemCheck.run(System.getenv()).stream()
            .filter(finding -> List.of("schema", "database").contains(finding.subject()));
    return Stream.concat(MigrationStatus.of(settings).stream(), verdict).toList();
  }

  private static int print(List<Finding> findings, PrintStream out) {
    findings.forEach(finding -> out.println(finding.line()));
    return findings.stream().anyMatch(Finding::isFault) ? FAULT : 0;
  }
}
