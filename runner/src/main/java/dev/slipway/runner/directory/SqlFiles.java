package dev.slipway.runner.directory;

import dev.slipway.runner.Stop;
import dev.slipway.runner.sql.Script;
import dev.slipway.runner.tool.FileNames;
import dev.slipway.runner.tool.MigrationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory: {@code 001_orders.sql}, or {@code 001_orders.up.sql} with its {@code .down.sql}.
 */
record SqlFiles(Path directory) {
  private static final String DOWN = ".down.sql";

  /** In the order of their versions. */
  List<SqlFile> all() {
    return forward().stream()
        .flatMap(path -> Version.leading(name(path)).map(v -> SqlFile.read(v, path)).stream())
        .sorted(Comparator.comparing(SqlFile::version))
        .toList();
  }

  /** The way down: a file of its own, or the second part of dbmate's. */
  Optional<MigrationFile> down(Version version) {
    Optional<MigrationFile> own =
        below().stream()
            .filter(path -> directory.equals(path.getParent()) && name(path).endsWith(DOWN))
            .filter(path -> Version.leading(name(path)).stream().anyMatch(version::same))
            .map(path -> MigrationFile.read(path, name(path)))
            .map(text -> MigrationFile.alone(version.text(), version.text() + DOWN, text))
            .findFirst();
    return own.or(() ->
        forward().stream()
            .filter(path -> Version.leading(name(path)).stream().anyMatch(version::same))
            .flatMap(path -> SqlFile.back(path).stream())
            .map(text -> MigrationFile.alone(version.text(), version.text() + DOWN, text))
            .findFirst());
  }

  FileNames names() {
    List<String> faults = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path path : below()) {
      judge(directory.relativize(path).toString(), path, faults, notes);
    }
    doubled(faults);
    return new FileNames(faults, notes);
  }

  private void judge(String shown, Path path, List<String> faults, List<String> notes) {
    String lower = shown.toLowerCase(Locale.ROOT);
    boolean numbered = Version.leading(name(path)).isPresent();
    if (!lower.endsWith(".sql")) {
      return;
    }
    if (lower.matches("(?:.*/)?[vrbu][0-9._]*__.*")) {
      faults.add(
          shown + " is named for Flyway; set the tool to Flyway, or name it 001_<words>.sql");
    } else if (!numbered) {
      notes.add(shown + " does not begin with a number and is passed over");
    } else if (!directory.equals(path.getParent())) {
      faults.add(shown + " lies in a folder, and only the directory itself is read; move it up");
    } else if (!shown.endsWith(".sql")) {
      faults.add(shown + " does not end in .sql as it is written here; rename it");
    } else if (shown.endsWith(DOWN)) {
      if (forward().stream().noneMatch(up -> sameVersion(up, path))) {
        faults.add(shown + " has no file on the way forward");
      }
    } else {
      foreign(shown, MigrationFile.read(path, shown)).ifPresent(faults::add);
    }
  }

  /** What other programs would make of the text. */
  private static Optional<String> foreign(String name, String text) {
    if (text.lines().anyMatch(line -> line.matches("(?i)--\\s*\\+goose\\s.*"))) {
      return Optional.of(name + " is written for goose, whose marks the runner does not follow");
    }
    if (Script.of(text).copiesItsOwnRows()) {
      return Optional.of(name + " copies rows from its own text; write them as INSERT");
    }
    return Optional.empty();
  }

  private void doubled(List<String> faults) {
    List<Path> forward = forward();
    for (int i = 0; i < forward.size(); i++) {
      for (int j = i + 1; j < forward.size(); j++) {
        if (sameVersion(forward.get(i), forward.get(j))) {
          faults.add(
              name(forward.get(i))
                  + " and "
                  + name(forward.get(j))
                  + " have the same version; give one of them a version of its own");
        }
      }
    }
  }

  private List<Path> forward() {
    return below().stream()
        .filter(path -> directory.equals(path.getParent()))
        .filter(path -> name(path).matches("[0-9].*\\.sql") && !name(path).endsWith(DOWN))
        .toList();
  }

  private List<Path> below() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw Stop.badInput("the directory of migration files cannot be read");
    }
  }

  private static boolean sameVersion(Path one, Path other) {
    Optional<Version> a = Version.leading(name(one));
    Optional<Version> b = Version.leading(name(other));
    return a.isPresent() && b.isPresent() && a.get().same(b.get());
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
