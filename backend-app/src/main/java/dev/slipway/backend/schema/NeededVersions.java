package dev.slipway.backend.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/** The versions this build brings migration files for. */
public record NeededVersions(NavigableSet<MigrationVersion> versions) {

  private static final Pattern VERSIONED = Pattern.compile("V(.+?)__.*\\.sql");

  public NeededVersions {
    versions = new TreeSet<>(versions);
  }

  public static NeededVersions of(Collection<String> versions) {
    var parsed = new TreeSet<MigrationVersion>();
    versions.forEach(version -> parsed.add(MigrationVersion.fromVersion(version)));
    return new NeededVersions(parsed);
  }

  /**
   * Reads the names of the files in a directory, and below it as Flyway does.
   *
   * @throws IOException when the directory cannot be read
   */
  public static NeededVersions in(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return of(
          files
              .map(file -> VERSIONED.matcher(String.valueOf(file.getFileName())))
              .filter(name -> name.matches())
              .map(name -> name.group(1))
              .toList());
    }
  }

  public boolean contains(String version) {
    return versions.contains(MigrationVersion.fromVersion(version));
  }

  public boolean isEmpty() {
    return versions.isEmpty();
  }

  public Optional<MigrationVersion> highest() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.last());
  }
}
