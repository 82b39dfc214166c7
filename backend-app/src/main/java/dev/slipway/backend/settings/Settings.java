package dev.slipway.backend.settings;

import dev.slipway.backend.auth.Administrator;
import dev.slipway.backend.auth.RefreshCookie;
import dev.slipway.backend.auth.Tokens;
import dev.slipway.backend.cache.CacheSettings;
import dev.slipway.backend.database.DatabaseAddress;
import dev.slipway.backend.database.PoolLimits;
import dev.slipway.backend.faults.Faults;
import dev.slipway.backend.health.Build;
import dev.slipway.backend.http.Door;
import dev.slipway.backend.schema.NeededVersions;
import dev.slipway.backend.schema.Strictness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything the environment says, checked.
 *
 * @param subApplications names whose health is asked for by itself, at {@code /name/health}
 * @param loginsPerMinute by one address; 0 is no limit
 * @param faultsEnabled whether the administrator may change the faults
 * @param instances how many processes share the database server; only {@code check} asks
 */
public record Settings(
    int port,
    Build build,
    boolean debug,
    boolean accessLog,
    boolean production,
    Door door,
    List<String> subApplications,
    DatabaseAddress database,
    PoolLimits pool,
    int instances,
    Schema schema,
    Administrator.Login admin,
    Tokens.Keys tokens,
    RefreshCookie cookie,
    int loginsPerMinute,
    CacheSettings cache,
    Faults faults,
    boolean faultsEnabled) {

  /**
   * What this build needs of the schema.
   *
   * @param needed the versions whose files this build brings
   */
  public record Schema(
      String name, Strictness strictness, Path files, NeededVersions needed, String history) {}

  /**
   * Reads all of it.
   *
   * @throws InvalidSettings naming every fault at once, and no value
   */
  public static Settings from(Map<String, String> variables) {
    return new SettingsReader(new Environment(variables)).read();
  }

  /** The same with another database. */
  public Settings at(DatabaseAddress address) {
    return new Settings(
        port,
        build,
        debug,
        accessLog,
        production,
        door,
        subApplications,
        address,
        pool,
        instances,
        schema,
        admin,
        tokens,
        cookie,
        loginsPerMinute,
        cache,
        faults,
        faultsEnabled);
  }

  /** The secrets among the variables, also when the rest of them makes no sense. */
  public static List<String> secrets(Map<String, String> variables) {
    return SettingsReader.secrets(new Environment(variables));
  }

  @Override
  public String toString() {
    return "Settings of version " + build.version();
  }
}
