package dev.slipway.backend.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;

/** Compares what the history says with what this build needs. No I/O. */
final class Comparison {

  private final NeededVersions needed;
  private final TreeSet<MigrationVersion> applied = new TreeSet<>();
  private final TreeSet<MigrationVersion> failed = new TreeSet<>();
  private MigrationVersion baseline = MigrationVersion.EMPTY;

  private Comparison(NeededVersions needed) {
    this.needed = needed;
  }

  static SchemaReport compare(NeededVersions needed, List<HistoryRow> history) {
    var comparison = new Comparison(needed);
    history.forEach(comparison::replay);
    return comparison.report();
  }

  private void replay(HistoryRow row) {
    failed.remove(row.version());
    if (!row.success()) {
      failed.add(row.version());
    } else if (row.takesBack()) {
      applied.remove(row.version());
    } else {
      applied.add(row.version());
      if (row.isBaseline()) {
        baseline = row.version();
      }
    }
  }

  private SchemaReport report() {
    MigrationVersion highest = needed.highest().orElse(MigrationVersion.EMPTY);
    var failedNeeded = needed.versions().stream().filter(failed::contains).toList();
    if (!failedNeeded.isEmpty()) {
      return report(SchemaState.FAILED, "migration " + words(failedNeeded) + " failed");
    }
    var absent =
        needed.versions().stream()
            .filter(version -> !applied.contains(version) && version.compareTo(baseline) > 0)
            .toList();
    if (!absent.isEmpty()) {
      return report(SchemaState.BEHIND, "migration " + words(absent) + " is not applied");
    }
    Set<MigrationVersion> beyond = new HashSet<>(applied.tailSet(highest, false));
    beyond.addAll(failed.tailSet(highest, false));
    if (!beyond.isEmpty()) {
      return report(
          SchemaState.AHEAD, "the schema has " + words(beyond) + " beyond what is needed");
    }
    return report(SchemaState.CURRENT, "the schema is what this build needs");
  }

  private SchemaReport report(SchemaState state, String message) {
    return new SchemaReport(
        state,
        applied.isEmpty() ? null : applied.last().getVersion(),
        needed.highest().map(MigrationVersion::getVersion).orElse(null),
        message);
  }

  private static String words(Iterable<MigrationVersion> versions) {
    var sorted = new TreeSet<MigrationVersion>();
    versions.forEach(sorted::add);
    return sorted.stream().map(MigrationVersion::getVersion).collect(Collectors.joining(", "));
  }
}
