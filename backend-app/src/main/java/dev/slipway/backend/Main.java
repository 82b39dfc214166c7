package dev.slipway.backend;

import dev.slipway.backend.database.ConnectionPool;
import dev.slipway.backend.faults.Crash;
import dev.slipway.backend.logging.JsonLog;
import dev.slipway.backend.schema.Migration;
import dev.slipway.backend.schema.SchemaHistory;
import dev.slipway.backend.schema.SchemaReport;
import dev.slipway.backend.time.Time;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code serve} (default), {@code migrate} or {@code check}; all settings by environment. */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int FAULT = 1;
  private static final int MISUSE = 2;

  private Main() {}

  public static void main(String[] args) {
    JsonLog.install(false, List.of());
    String verb = args.length == 0 ? "serve" : args[0];
    Settings settings;
    try {
      settings = Settings.from(System.getenv());
    } catch (InvalidSettings e) {
      LOG.error("The environment is not usable: {}", e.getMessage());
      System.exit(MISUSE);
      return;
    }
    JsonLog.install(settings.debug(), settings.secrets());
    switch (verb) {
      case "serve" -> serve(settings);
      case "migrate" -> System.exit(migrate(settings));
      case "check" -> System.exit(check(settings));
      default -> {
        LOG.error("Unknown verb {}; use serve, migrate or check", verb);
        System.exit(MISUSE);
      }
    }
  }

  private static void serve(Settings settings) {
    Crash.schedule(settings.faults(), Time.system());
    var backend = new Backend(settings, Time.system());
    try {
      backend.start();
    } catch (RuntimeException e) {
      LOG.error("Cannot listen on port {}", settings.port(), e);
      System.exit(FAULT);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(backend), "end"));
    LOG.info(
        "Shop {} listens on port {} after {} ms",
        settings.build().version(),
        backend.port(),
        ManagementFactory.getRuntimeMXBean().getUptime());
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

  private static int check(Settings settings) {
    Settings.Schema schema = settings.schema();
    try (var database =
        ConnectionPool.open(
            settings.database(), schema.name(), 1, "shop check", new SimpleMeterRegistry())) {
      SchemaReport report =
          new SchemaHistory(database, schema.history(), schema.needed(), schema.strictness())
              .report();
      LOG.info("Schema {}: {}", report.state(), report.message());
      return schema.strictness().accepts(report.state()) ? 0 : FAULT;
    }
  }
}
