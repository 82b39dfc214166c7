package dev.slipway.runner.toolbox;

import dev.slipway.runner.Environment;
import dev.slipway.runner.Stop;
import dev.slipway.runner.directory.SqlDirectory;
import dev.slipway.runner.flyway.FlywayTool;
import dev.slipway.runner.tool.Tool;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses the tool that {@code SLIPWAY_TOOL} names; Flyway where it is absent. */
public final class Toolbox {
  private Toolbox() {}

  /** Empty where the release has no migration files. */
  public static Optional<Tool> tool(Environment environment) {
    Optional<String> inside = environment.text("SLIPWAY_MIGRATIONS_INSIDE");
    return environment
        .migrations()
        .map(directory -> inside.isPresent() ? Archive.unpack(directory, inside.get()) : directory)
        .map(directory -> chosen(environment, directory));
  }

  /** For the verbs that make no sense without files. */
  public static Tool required(Environment environment) {
    return tool(environment).orElseThrow(() -> Stop.badInput("SLIPWAY_MIGRATIONS_DIR is missing"));
  }

  private static Tool chosen(Environment environment, Path directory) {
    String name = environment.text("SLIPWAY_TOOL").orElse("Flyway");
    return switch (name) {
      case "Flyway" -> FlywayTool.from(environment, directory);
      case "Sql" -> SqlDirectory.from(environment, directory);
      default -> throw Stop.badInput("SLIPWAY_TOOL is " + name + "; there are Flyway and Sql");
    };
  }
}
