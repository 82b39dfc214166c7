package dev.slipway.runner.flyway;

import dev.slipway.runner.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;

/**
 * The versioned files before one, in directories of their own. Flyway's target would do the same
 * and run the repeatable files too early.
 */
final class Before {
  private Before() {}

  static List<Path> copied(List<Path> directories, MigrationVersion version) {
    Configuration plain = Flyway.configure();
    ResourceNameParser parser = new ResourceNameParser(plain);
    List<Path> copies = new ArrayList<>();
    try {
      for (Path directory : directories) {
        Path copy = Files.createTempDirectory("before");
        copies.add(copy);
        try (Stream<Path> files = Files.walk(directory)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            if (isBefore(parser, file.getFileName().toString(), version)) {
              Path to = copy.resolve(directory.relativize(file).toString());
              Files.createDirectories(to.getParent());
              Files.copy(file, to);
            }
          }
        }
      }
      return copies;
    } catch (IOException e) {
      throw Stop.badInput("the migration files cannot be copied");
    }
  }

  private static boolean isBefore(
      ResourceNameParser parser, String name, MigrationVersion version) {
    String sql = name.endsWith(".conf") ? name.substring(0, name.length() - 5) : name;
    ResourceName parsed = parser.parse(sql);
    return sql.startsWith("V")
        && parsed.isValid()
        && parsed.getVersion() != null
        && parsed.getVersion().compareTo(version) < 0;
  }
}
