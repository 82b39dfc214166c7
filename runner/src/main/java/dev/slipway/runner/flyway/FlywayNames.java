package dev.slipway.runner.flyway;

import dev.slipway.runner.Stop;
import dev.slipway.runner.tool.FileNames;
import dev.slipway.runner.tool.MigrationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;

/**
 * The names below a directory, judged before Flyway reads them: it passes over a file that is
 * misnamed by one letter without a word, and the release goes out without its change.
 */
final class FlywayNames {
  private static final String WANTED = "V<version>__<words>.sql or R__<words>.sql";

  private final List<String> faults = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private FlywayNames() {}

  static FileNames in(List<Path> directories) {
    FlywayNames names = new FlywayNames();
    ResourceNameParser parser = new ResourceNameParser(Flyway.configure());
    Map<String, Map<MigrationVersion, List<String>>> versions = new TreeMap<>();
    for (Path directory : directories) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          names.look(directory.relativize(file).toString(), file, parser, versions);
        }
      } catch (IOException e) {
        throw Stop.badInput("the directory of migration files cannot be read");
      }
    }
    versions.values().stream()
        .flatMap(ofOneKind -> ofOneKind.values().stream())
        .filter(same -> same.size() > 1)
        .forEach(same ->
            names.faults.add(
                String.join(" and ", same)
                    + " have the same version; give one of them a version of its own"));
    return new FileNames(names.faults, names.notes);
  }

  /** The words of a file's name, as the history has them. */
  static String description(String script) {
    String name = script.substring(script.lastIndexOf('/') + 1);
    return new ResourceNameParser(Flyway.configure()).parse(name).getDescription();
  }

  /** The file that takes this version back. */
  static Optional<Path> undo(List<Path> directories, String version) {
    return directories.stream().flatMap(directory -> undo(directory, version).stream()).findFirst();
  }

  private static Optional<Path> undo(Path directory, String version) {
    ResourceNameParser parser = new ResourceNameParser(Flyway.configure());
    MigrationVersion wanted = MigrationVersion.fromVersion(version);
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("U[0-9].*\\.sql"))
          .filter(file -> {
            String name = String.valueOf(file.getFileName());
            ResourceName parsed = parser.parse("V" + name.substring(1));
            return parsed.isValid() && wanted.equals(parsed.getVersion());
          })
          .findFirst();
    } catch (IOException e) {
      throw Stop.badInput("the directory of migration files cannot be read");
    }
  }

  private void look(
      String shown,
      Path file,
      ResourceNameParser parser,
      Map<String, Map<MigrationVersion, List<String>>> versions) {
    String name = file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".sql")) {
      // Undo files are for the way back; the free Flyway does not know them.
      ResourceName parsed = parser.parse(name.matches("U[0-9].*") ? "V" + name.substring(1) : name);
      if (parsed.isValid() && parsed.getSuffix().equals(".sql")) {
        // Flyway would only say that it cannot compute a checksum.
        MigrationFile.read(file, shown);
        taken(shown, name.substring(0, 1), parsed, versions);
      } else if (lower.matches("(?:[vrbu]|[0-9]).*")) {
        faults.add(shown + " would be passed over by Flyway without a word; name it " + WANTED);
      } else {
        notes.add(shown + " is not a migration and is passed over");
      }
    } else if (lower.matches("[vrb].*__.*\\.(?:java|class|jar)")) {
      faults.add(shown + " is a migration in Java, which the runner does not run; write it in SQL");
    } else if (lower.endsWith(".sql.conf") && !Files.exists(belongsTo(file))) {
      faults.add(shown + " belongs to no file: there is no " + belongsTo(file).getFileName());
    }
  }

  private void taken(
      String shown,
      String kind,
      ResourceName parsed,
      Map<String, Map<MigrationVersion, List<String>>> versions) {
    if (parsed.getType().toString().equals("CALLBACK")) {
      faults.add(
          shown
              + " is a callback of Flyway, which runs with every release and outside the ledger;"
              + " make it a repeatable file, R__<words>.sql");
    } else if (parsed.getVersion() != null) {
      versions
          .computeIfAbsent(kind, k -> new TreeMap<>())
          .computeIfAbsent(parsed.getVersion(), v -> new ArrayList<>())
          .add(shown);
    }
  }

  private static Path belongsTo(Path settings) {
    String name = settings.getFileName().toString();
    return settings.resolveSibling(name.substring(0, name.length() - ".conf".length()));
  }
}
