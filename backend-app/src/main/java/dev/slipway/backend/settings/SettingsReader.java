package dev.slipway.backend.settings;

import dev.slipway.backend.auth.Administrator;
import dev.slipway.backend.auth.RefreshCookie;
import dev.slipway.backend.auth.Tokens;
import dev.slipway.backend.cache.CacheSettings;
import dev.slipway.backend.database.DatabaseAddress;
import dev.slipway.backend.database.PoolLimits;
import dev.slipway.backend.faults.FaultPlan;
import dev.slipway.backend.faults.Faults;
import dev.slipway.backend.faults.Faults.RouteFault;
import dev.slipway.backend.health.Build;
import dev.slipway.backend.http.Door;
import dev.slipway.backend.http.Json;
import dev.slipway.backend.http.Networks;
import dev.slipway.backend.schema.NeededVersions;
import dev.slipway.backend.schema.Strictness;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the variables; the one place that holds names and defaults. */
final class SettingsReader {

  private static final DatabaseAddress NOWHERE = new DatabaseAddress("", null, null);

  private final Environment env;
  private final Build build;
  private final boolean production;

  SettingsReader(Environment env) {
    this.env = env;
    this.build = new Build(env.text("VERSION", "0.0.0"), env.text("ENVIRONMENT", "development"));
    this.production = build.environment().equalsIgnoreCase(ProductionRules.PRODUCTION);
  }

  Settings read() {
    if (production) {
      ProductionRules.apply(env);
    }
    var settings =
        new Settings(
            env.number("PORT", 8080, 0, 65_535),
            build,
            env.flag("DEBUG", false),
            env.flag("ACCESS_LOG", true),
            production,
            door(),
            subApplications(),
            database(),
            pool(),
            env.number("INSTANCES", 1, 1, 1_000),
            schema(),
            new Administrator.Login(
                env.text("ADMIN_USERNAME", "admin"), env.optional("ADMIN_PASSWORD")),
            tokens(),
            cookie(),
            env.number("LOGIN_RATE_LIMIT", 5, 0, 1_000_000),
            cache(),
            faults(),
            env.flag("FAULTS_ENABLED", false));
    if (!env.faults().isEmpty()) {
      throw new InvalidSettings(env.faults());
    }
    return settings;
  }

  private Door door() {
    List<String> hosts = env.list("TRUSTED_HOSTS");
    return new Door(
        env.list("CORS_ORIGINS"),
        hosts.isEmpty() ? List.of("*") : hosts,
        env.parsed(
            "TRUSTED_PROXIES", Networks.NONE, _ -> Networks.parse(env.list("TRUSTED_PROXIES"))),
        env.flag("HTTPS_REDIRECT", production));
  }

  private List<String> subApplications() {
    List<String> names = env.list("SUB_APPLICATIONS");
    if (!names.stream().allMatch(name -> name.matches("[a-z][a-z0-9-]{0,30}"))) {
      env.fault("SUB_APPLICATIONS holds a name that is not of small letters, digits and -");
      return List.of();
    }
    return names.isEmpty() ? List.of("grc", "itam", "cmdb") : names;
  }

  private DatabaseAddress database() {
    String name =
        env.optional("BACKEND_DATABASE_URL") == null ? "DATABASE_URL" : "BACKEND_DATABASE_URL";
    if (env.optional(name) == null) {
      if (production) {
        env.fault(
            "DATABASE_URL is not set in production, which refuses the embedded database"
                + " (postgresql://user:password@host:port/name)");
      }
      return DatabaseAddress.EMBEDDED;
    }
    return address(env, name).as(env.optional("DB_USERNAME"), env.optional("DB_PASSWORD"));
  }

  private PoolLimits pool() {
    return new PoolLimits(
        env.number("DB_POOL_SIZE", 20, 1, 500),
        env.number("DB_MAX_OVERFLOW", 40, 0, 1_000),
        env.seconds("DB_POOL_TIMEOUT", 30, 1, 600),
        // HikariCP refuses less than thirty seconds.
        env.seconds("DB_POOL_RECYCLE", 3_600, 30, 86_400));
  }

  private Settings.Schema schema() {
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
    return new Settings.Schema(
        env.text("DB_SCHEMA", "shop"),
        strictness,
        directory,
        needed,
        env.text("MIGRATIONS_TABLE", "flyway_schema_history"));
  }

  private Tokens.Keys tokens() {
    String jwt = env.optional("JWT_SECRET");
    return new Tokens.Keys(
        jwt == null ? env.optional("JWT_SECRET_KEY") : jwt,
        env.optional("SECRET_KEY"),
        env.seconds("ACCESS_TOKEN_SECONDS", 900, 60, 86_400),
        env.seconds("REFRESH_TOKEN_SECONDS", 604_800, 60, 31_536_000));
  }

  private CacheSettings cache() {
    @Nullable URI redis = env.<@Nullable URI>parsed("REDIS_URL", null, SettingsReader::redis);
    return new CacheSettings(
        env.flag("CACHE_ENABLED", redis != null),
        redis,
        env.seconds("CACHE_TTL", 300, 1, 86_400),
        env.seconds("CACHE_PERMISSION_TTL", 3_600, 1, 86_400));
  }

  /** The message does not hold the URL, which may hold a password. */
  private static URI redis(String url) {
    try {
      URI uri = new URI(url);
      if (List.of("redis", "rediss").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Falls through to the same sentence.
    }
    throw new IllegalArgumentException("is not of the form redis://user:password@host:port/0");
  }

  private RefreshCookie cookie() {
    String sameSite = env.parsed("REFRESH_COOKIE_SAMESITE", "Lax", SettingsReader::sameSite);
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

  private Faults faults() {
    Faults plan = env.parsed("FAULT_PLAN", Faults.NONE, SettingsReader::plan);
    boolean crashes = env.optional("FAULT_CRASH_AFTER") != null;
    Duration crashAfter = env.seconds("FAULT_CRASH_AFTER", 0, 0, 86_400);
    Duration readyDelay = env.seconds("FAULT_READY_DELAY", 0, 0, 86_400);
    Duration latency = Duration.ofMillis(env.number("FAULT_LATENCY_MS", 0, 0, 600_000));
    double errorRate = env.share("FAULT_ERROR_RATE");
    Faults faults =
        new Faults(
            plan.routes(),
            readyDelay.isZero() ? plan.readyDelay() : readyDelay,
            env.flag("FAULT_READY_FAIL", plan.readyFail()),
            env.flag("FAULT_START_FAIL", plan.startFail()),
            crashes ? crashAfter : plan.crashAfter(),
            plan.crashAfterRequests(),
            plan.leakKibibytes(),
            plan.leakConnectionEvery());
    if (errorRate > 0 || latency.isPositive()) {
      faults =
          faults.with(
              List.of(
                  new RouteFault(
                      "/api/orders",
                      errorRate,
                      latency,
                      0,
                      Duration.ZERO,
                      Duration.ZERO,
                      Duration.ZERO)));
    }
    return faults;
  }

  private static Faults plan(String json) {
    return FaultPlan.read(Json.parsed(json));
  }

  /** What no output may hold, as far as the variables can be read at all. */
  static List<String> secrets(Environment env) {
    return Stream.of(
            address(env, "BACKEND_DATABASE_URL").password(),
            address(env, "DATABASE_URL").password(),
            redisPassword(env),
            env.optional("DB_PASSWORD"),
            env.optional("JWT_SECRET"),
            env.optional("JWT_SECRET_KEY"),
            env.optional("SECRET_KEY"),
            env.optional("ADMIN_PASSWORD"))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static DatabaseAddress address(Environment env, String name) {
    return env.parsed(name, NOWHERE, DatabaseAddress::parse);
  }

  private static @Nullable String redisPassword(Environment env) {
    URI redis = env.<@Nullable URI>parsed("REDIS_URL", null, SettingsReader::redis);
    return redis == null || redis.getUserInfo() == null
        ? null
        : redis.getUserInfo().replaceFirst("^[^:]*:", "");
  }
}
