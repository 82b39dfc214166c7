package dev.slipway.backend.checks;

import dev.slipway.backend.cache.Cache;
import dev.slipway.backend.database.ConnectionPools;
import dev.slipway.backend.database.Database;
import dev.slipway.backend.database.DatabaseAddress;
import dev.slipway.backend.database.PoolLimits;
import dev.slipway.backend.database.PooledDatabase;
import dev.slipway.backend.schema.SchemaHistory;
import dev.slipway.backend.schema.SchemaReport;
import dev.slipway.backend.settings.InvalidSettings;
import dev.slipway.backend.settings.Settings;
import dev.slipway.backend.time.Time;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of the start and what they cannot see: is everything there that the settings name. */
public final class SystemCheck {

  /** One connection, and no waiting for it. */
  private static final PoolLimits ONE =
      new PoolLimits(1, 0, Duration.ofSeconds(5), Duration.ofMinutes(10));

  private SystemCheck() {}

  /** Every finding, faults of the environment first; nothing is asked while there are any. */
  public static List<Finding> run(Map<String, String> variables) {
    Settings settings;
    try {
      settings = Settings.from(variables);
    } catch (InvalidSettings e) {
      return e.faults().stream().map(fault -> Finding.fault("settings", fault)).toList();
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok(
            "settings",
            "version %s for %s"
                .formatted(settings.build().version(), settings.build().environment())));
    if (settings.database().equals(DatabaseAddress.EMBEDDED)) {
      findings.add(Finding.note("database", "is embedded and there only while serving"));
    } else {
      database(settings, findings);
    }
    findings.add(cache(settings));
    return findings;
  }

  private static void database(Settings settings, List<Finding> findings) {
    var meters = new SimpleMeterRegistry();
    Settings.Schema schema = settings.schema();
    var pools = new ConnectionPools(settings.database(), schema.name(), "shop check", meters);
    try (var database = new PooledDatabase(ONE, pools, meters)) {
      Server server = server(database);
      findings.add(
          Finding.ok(
              "database", "PostgreSQL %s answers %s".formatted(server.version(), server.role())));
      if (server.superuser()) {
        findings.add(
            Finding.note("database", "the role is a superuser; the application needs far less"));
      }
      findings.add(connections(settings, server));
      findings.add(
          schema(
              schema,
              new SchemaHistory(database, schema.history(), schema.needed(), schema.strictness())
                  .report()));
    } catch (SQLException e) {
      findings.add(
          Finding.fault(
              "database",
              "%s does not answer (SQLSTATE %s); check address, role and network"
                  .formatted(settings.database(), e.getSQLState())));
    }
  }

  /** A note and no fault: the backend goes on without it (R9). */
  private static Finding cache(Settings settings) {
    try (var cache = new Cache(settings.cache(), Time.system(), new SimpleMeterRegistry())) {
      var status = cache.status();
      return switch (status.store()) {
        case "off" -> Finding.note("cache", "is off; set REDIS_URL to share one");
        case "process" -> Finding.note("cache", "is in each process; set REDIS_URL to share one");
        default ->
            status.available()
                ? Finding.ok("cache", status.store() + " answers")
                : Finding.note(
                    "cache",
                    status.store()
                        + " does not answer; requests go on without it, and each process"
                        + " limits logins for itself");
      };
    }
  }

  /** {@code max_connections >= (pool + overflow) * instances + 10} (R8, P8). */
  private static Finding connections(Settings settings, Server server) {
    PoolLimits pool = settings.pool();
    int needed = pool.serverNeeds(settings.instances());
    String sum =
        "(%d + %d) * %d instances + 10 = %d, max_connections is %d"
            .formatted(
                pool.size(),
                pool.overflow(),
                settings.instances(),
                needed,
                server.maxConnections());
    return needed <= server.maxConnections()
        ? Finding.ok("connections", sum)
        : Finding.fault("connections", sum + "; lower DB_MAX_OVERFLOW or use a pooler");
  }

  private static Finding schema(Settings.Schema schema, SchemaReport report) {
    String sentence =
        "%s: %s (current %s, needed %s)"
            .formatted(report.state(), report.message(), report.current(), report.needed());
    return schema.strictness().accepts(report.state())
        ? Finding.ok("schema", sentence)
        : Finding.fault("schema", sentence);
  }

  private static Server server(Database database) throws SQLException {
    String sql =
        "SELECT current_setting('server_version'), current_user,"
            + " current_setting('max_connections')::int,"
            + " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)";
    return database.call(connection -> {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return new Server(row.getString(1), row.getString(2), row.getInt(3), row.getBoolean(4));
      }
    });
  }

  private record Server(String version, String role, int maxConnections, boolean superuser) {}
}
