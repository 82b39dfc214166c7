package dev.slipway.backend;

import dev.slipway.backend.auth.Account;
import dev.slipway.backend.auth.RefreshCookie;
import dev.slipway.backend.database.DatabaseAddress;
import dev.slipway.backend.faults.Faults;
import dev.slipway.backend.health.Build;
import dev.slipway.backend.schema.NeededVersions;
import dev.slipway.backend.schema.Strictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything the environment says, checked. The one place that holds defaults. */
record Settings(
    int port,
    Build build,
    boolean debug,
    DatabaseAddress database,
    int poolSize,
    Schema schema,
    Account admin,
    @Nullable String tokenSecret,
    RefreshCookie cookie,
    Faults faults,
    List<String> secrets) {

  private static final DatabaseAddress NOWHERE = new DatabaseAddress("", null, null);

  /**
   * @param needed the versions whose files this build brings
   */
  record Schema(
      String name, Strictness strictness, Path files, NeededVersions needed, String history) {}

  /**
   * @throws InvalidSettings naming every fault
   */
  static Settings from(Map<String, String> variables) {
    var env = new Environment(variables);
    var build = new Build(env.text("VERSION", "0.0.0"), env.text("ENVIRONMENT", "development"));
    DatabaseAddress database = database(env);
    var settings =
        new Settings(
            env.number("PORT", 8080, 0, 65_535),
            build,
            env.flag("DEBUG", false),
            database,
            env.number("DB_POOL_SIZE", 5, 1, 500),
            schema(env),
            new Account(env.text("ADMIN_USERNAME", "admin"), env.optional("ADMIN_PASSWORD")),
            env.optional("JWT_SECRET"),
            cookie(env, build),
            faults(env),
            secrets(env, database));
    if (!env.faults().isEmpty()) {
      throw new InvalidSettings(env.faults());
    }
    return settings;
  }

  private static DatabaseAddress database(Environment env) {
    String name =
        env.optional("BACKEND_DATABASE_URL") == null ? "DATABASE_URL" : "BACKEND_DATABASE_URL";
    if (env.optional(name) == null) {
      env.fault("DATABASE_URL is not set (postgresql://user:password@host:port/name)");
    }
    return env.parsed(name, NOWHERE, DatabaseAddress::parse)
        .as(env.optional("DB_USERNAME"), env.optional("DB_PASSWORD"));
  }

  private static Schema schema(Environment env) {
    Strictness strictness = env.parsed("MIGRATIONS_STRICT", Strictness.OFF, Strictness::parse);
    Path directory = Path.of(env.text("MIGRATIONS_DIR", "/app/migrations"));
    NeededVersions needed = NeededVersions.of(List.of());
    if (Files.isDirectory(directory)) {
      try {
        needed = NeededVersions.in(directory);
      } catch (IOException e) {
        env.fault("MIGRATIONS_DIR " + directory + " cannot be read");
      }
    }
    if (strictness != Strictness.OFF && needed.isEmpty()) {
      env.fault("MIGRATIONS_STRICT needs files V*__*.sql in MIGRATIONS_DIR " + directory);
    }
    return new Schema(
        env.text("DB_SCHEMA", "shop"),
        strictness,
        directory,
        needed,
        env.text("MIGRATIONS_TABLE", "flyway_schema_history"));
  }

  private static RefreshCookie cookie(Environment env, Build build) {
    String sameSite = env.parsed("REFRESH_COOKIE_SAMESITE", "Lax", Settings::sameSite);
    boolean production = build.environment().equals("production");
    boolean secure = env.flag("REFRESH_COOKIE_SECURE", production);
    if (sameSite.equals("None") && !secure) {
      env.fault("REFRESH_COOKIE_SAMESITE=none needs REFRESH_COOKIE_SECURE=true");
    }
    return new RefreshCookie(
        env.text("REFRESH_COOKIE_NAME", "refresh_token"),
        env.text("REFRESH_COOKIE_PATH", "/api/auth"),
        sameSite,
        secure);
  }

  private static String sameSite(String word) {
    return Stream.of("Strict", "Lax", "None")
        .filter(word::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is neither strict, lax nor none"));
  }

  private static Faults faults(Environment env) {
    boolean crashes = env.optional("FAULT_CRASH_AFTER") != null;
    int crashAfter = env.number("FAULT_CRASH_AFTER", 0, 0, 86_400);
    return new Faults(
        env.share("FAULT_ERROR_RATE"),
        Duration.ofMillis(env.number("FAULT_LATENCY_MS", 0, 0, 600_000)),
        Duration.ofSeconds(env.number("FAULT_READY_DELAY", 0, 0, 86_400)),
        env.flag("FAULT_READY_FAIL", false),
        crashes ? Duration.ofSeconds(crashAfter) : null);
  }

  private static List<String> secrets(Environment env, DatabaseAddress database) {
    return Stream.of(
            database.password(),
            env.optional("DB_PASSWORD"),
            env.optional("JWT_SECRET"),
            env.optional("SECRET_KEY"),
            env.optional("ADMIN_PASSWORD"))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  @Override
  public String toString() {
    return "Settings of version " + build.version();
  }
}
