package dev.slipway.backend.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is a convenience on a laptop and a hole in production (R6, R7). Slipway's own prechecks ask
 * the same of a release before anything changes; here it keeps a process from starting at all.
 */
final class ProductionRules {

  static final String PRODUCTION = "production";

  /** RFC 7518 section 3.2 wants a key as long as the hash; 32 characters are the least for that. */
  private static final int LEAST_LENGTH = 32;

  private static final Set<String> PLACEHOLDERS =
      Set.of("secret", "default", "test", "password", "development", "example");

  private static final List<String> PLACEHOLDER_PARTS =
      List.of("change", "your-", "your_", "replace", "placeholder", "insecure", "default-", "<");

  private ProductionRules() {}

  static void apply(Environment env) {
    String jwt = env.optional("JWT_SECRET") == null ? "JWT_SECRET_KEY" : "JWT_SECRET";
    @Nullable String tokens = secret(env, jwt);
    @Nullable String key = secret(env, "SECRET_KEY");
    if (key != null && key.equals(tokens)) {
      env.fault("SECRET_KEY and " + jwt + " are equal in production; give each its own value");
    }
    if (env.flag("DEBUG", false)) {
      env.fault("DEBUG is on in production; unset it");
    }
    if (env.list("CORS_ORIGINS").contains("*")) {
      env.fault("CORS_ORIGINS allows every origin (*) in production; list the origins");
    }
  }

  private static @Nullable String secret(Environment env, String name) {
    String value = env.optional(name);
    if (value == null) {
      env.fault(name + " is not set in production; give it a random value");
    } else if (isPlaceholder(value.toLowerCase(Locale.ROOT))) {
      env.fault(name + " is a default or a placeholder in production; give it a random value");
    } else if (value.length() < LEAST_LENGTH) {
      env.fault(name + " is shorter than " + LEAST_LENGTH + " characters in production");
    }
    return value;
  }

  private static boolean isPlaceholder(String value) {
    return PLACEHOLDERS.contains(value) || PLACEHOLDER_PARTS.stream().anyMatch(value::contains);
  }
}
