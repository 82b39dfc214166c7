package dev.slipway.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The variables the verb was started with. An empty variable counts as absent. */
public record Environment(Map<String, String> variables) {

  public Environment {
    variables = Map.copyOf(variables);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  public String required(String name) {
    return text(name).orElseThrow(() -> Stop.badInput("the variable " + name + " is missing"));
  }

  public long number(String name) {
    String text = required(name);
    if (!text.matches("[0-9]{1,18}")) {
      throw Stop.badInput("the variable " + name + " is not a number");
    }
    return Long.parseLong(text);
  }

  public boolean flag(String name) {
    return text(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  public List<String> list(String name) {
    return text(name).stream()
        .flatMap(v -> Arrays.stream(v.split(",", -1)))
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .toList();
  }

  /** Pairs as in {@code a=1,b=2}; what is no pair is left out. */
  public Map<String, String> pairs(String name) {
    return list(name).stream()
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, _) -> first));
  }

  public Duration seconds(String name, Duration otherwise) {
    return text(name).isPresent() ? Duration.ofSeconds(number(name)) : otherwise;
  }

  /** The directory of migration files; empty when the release has none. */
  public Optional<Path> migrations() {
    Optional<Path> directory = text("SLIPWAY_MIGRATIONS_DIR").map(Path::of);
    if (directory.isPresent() && !Files.isDirectory(directory.get())) {
      throw Stop.badInput(
          "the directory of migration files is missing: was migrations.path copied?");
    }
    return directory;
  }
}
