package dev.slipway.runner.check;

import dev.slipway.runner.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The application's own environment, judged before anything changes (demand R7). Names variables,
 * never their values.
 */
final class EnvironmentRules {
  private static final List<String> SECRET_KEYS =
      List.of("SECRET_KEY", "JWT_SECRET_KEY", "JWT_SECRET");
  private static final List<String> ORIGINS =
      List.of("CORS_ORIGINS", "CORS_ALLOWED_ORIGINS", "CORS_ALLOW_ORIGINS", "ALLOWED_ORIGINS");

  /** What templates and tutorials ship as a secret. */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "secret",
          "secretkey",
          "secret_key",
          "jwt_secret",
          "default",
          "test",
          "password",
          "dev",
          "development",
          "insecure",
          "todo",
          "xxx",
          "example");

  private static final List<String> PLACEHOLDER_PARTS =
      List.of(
          "change",
          "your-",
          "your_",
          "replace",
          "placeholder",
          "insecure",
          "default-",
          "<",
          "dev-secret");

  private EnvironmentRules() {}

  static List<String> faults(Environment environment) {
    List<String> faults = new ArrayList<>();
    for (String name : environment.list("SLIPWAY_REQUIRED_ENV")) {
      if (environment.text(name).isEmpty()) {
        faults.add(name + " is required and missing");
      }
    }
    if (production(environment)) {
      secrets(environment, faults);
      if (truth(environment, "DEBUG")) {
        faults.add("DEBUG is on in production");
      }
      for (String name : ORIGINS) {
        if (everyOrigin(environment, name)) {
          faults.add(name + " allows every origin (*) in production");
        }
      }
    }
    boolean none =
        environment.text("REFRESH_COOKIE_SAMESITE").filter("none"::equalsIgnoreCase).isPresent();
    if (none && !truth(environment, "REFRESH_COOKIE_SECURE")) {
      faults.add("REFRESH_COOKIE_SAMESITE=none needs REFRESH_COOKIE_SECURE=true");
    }
    return faults;
  }

  private static boolean production(Environment environment) {
    return environment.flag("SLIPWAY_PRODUCTION")
        || environment.text("ENVIRONMENT").filter("production"::equalsIgnoreCase).isPresent();
  }

  private static void secrets(Environment environment, List<String> faults) {
    for (String name : SECRET_KEYS) {
      if (environment.text(name).filter(EnvironmentRules::placeholder).isPresent()) {
        faults.add(name + " is a default or a placeholder");
      }
    }
    Optional<String> key = environment.text("SECRET_KEY");
    for (String name : List.of("JWT_SECRET_KEY", "JWT_SECRET")) {
      if (key.isPresent() && key.equals(environment.text(name))) {
        faults.add("SECRET_KEY and " + name + " are equal");
      }
    }
  }

  private static boolean placeholder(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return PLACEHOLDERS.contains(lower) || PLACEHOLDER_PARTS.stream().anyMatch(lower::contains);
  }

  /** A list by commas or as JSON. */
  private static boolean everyOrigin(Environment environment, String name) {
    return environment.list(name).stream()
        .map(origin -> origin.replaceAll("[\\[\\]\"' ]", ""))
        .anyMatch("*"::equals);
  }

  private static boolean truth(Environment environment, String name) {
    return environment
        .text(name)
        .map(value -> value.toLowerCase(Locale.ROOT))
        .filter(Set.of("true", "1", "yes", "on")::contains)
        .isPresent();
  }
}
