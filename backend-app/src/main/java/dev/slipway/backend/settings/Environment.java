package dev.slipway.backend.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads variables and collects every fault, so that a person hears of all of them at once. */
final class Environment {

  private final Map<String, String> variables;
  private final List<String> faults = new ArrayList<>();

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** The value; null when the variable is absent or blank. */
  @Nullable String optional(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  String text(String name, String otherwise) {
    String value = optional(name);
    return value == null ? otherwise : value;
  }

  boolean flag(String name, boolean otherwise) {
    return parsed(
        name,
        otherwise,
        value ->
            switch (value.toLowerCase(Locale.ROOT)) {
              case "true", "1", "yes", "on" -> true;
              case "false", "0", "no", "off" -> false;
              default -> throw new IllegalArgumentException("is neither true nor false");
            });
  }

  int number(String name, int otherwise, int min, int max) {
    return parsed(
        name,
        otherwise,
        value -> {
          if (!value.matches("\\d{1,9}") || outside(Long.parseLong(value), min, max)) {
            throw new IllegalArgumentException("is not a number from " + min + " to " + max);
          }
          return Integer.parseInt(value);
        });
  }

  Duration seconds(String name, int otherwise, int min, int max) {
    return Duration.ofSeconds(number(name, otherwise, min, max));
  }

  /** The parts between commas; brackets and quotes of a JSON list are taken off. */
  List<String> list(String name) {
    return Stream.of(text(name, "").split(",", -1))
        .map(part -> part.replaceAll("[\\[\\]\"' ]", ""))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  double share(String name) {
    return parsed(
        name,
        0.0,
        value -> {
          if (!value.matches("0(\\.\\d{1,9})?|1(\\.0{1,9})?")) {
            throw new IllegalArgumentException("is not a share from 0 to 1");
          }
          return Double.parseDouble(value);
        });
  }

  /**
   * Parses a value.
   *
   * @param parser says what is wrong by an IllegalArgumentException that does not hold the value
   */
  <T extends @Nullable Object> T parsed(String name, T otherwise, Function<String, T> parser) {
    String value = optional(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return parser.apply(value.strip());
    } catch (IllegalArgumentException e) {
      fault(name + " " + e.getMessage());
      return otherwise;
    }
  }

  void fault(String sentence) {
    faults.add(sentence);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  private static boolean outside(long value, int min, int max) {
    return value < min || value > max;
  }
}
