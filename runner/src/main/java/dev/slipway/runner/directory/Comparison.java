package dev.slipway.runner.directory;

import dev.slipway.runner.directory.HistoryTable.Row;
import dev.slipway.runner.tool.Finding;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.MigrationFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files against rows.
 *
 * @param checksums what the ledger knows of the files it has applied, for tables that hold none
 */
record Comparison(
    List<SqlFile> files, List<Row> rows, Map<String, Integer> checksums, boolean outOfOrder) {

  History history() {
    List<MigrationFile> pending = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Optional<Version> current =
        rows.stream().filter(row -> !row.failed()).map(Row::version).max(Version::compareTo);
    for (SqlFile file : files) {
      Optional<Row> row = row(file);
      if (row.isPresent()) {
        edited(file, row.get()).ifPresent(findings::add);
      } else if (outOfOrder || newer(file.version(), current)) {
        pending.add(file.migration());
      } else {
        findings.add(Finding.outOfOrder(file.name()));
      }
    }
    Optional<Version> target = files.stream().map(SqlFile::version).max(Version::compareTo);
    List<String> ahead = new ArrayList<>();
    for (Row row : rows) {
      if (file(row).isEmpty()) {
        if (newer(row.version(), target)) {
          ahead.add(row.version().text());
        } else {
          findings.add(Finding.missing("version " + row.version().text()));
        }
      }
    }
    return new History(
        current.map(Version::text).orElse(null),
        target.map(Version::text).orElse(null),
        pending,
        rows.stream().filter(row -> !row.failed()).map(this::applied).toList(),
        rows.stream().filter(Row::failed).map(this::failed).toList(),
        ahead,
        findings);
  }

  private Optional<Finding> edited(SqlFile file, Row row) {
    Optional<Integer> then = row.checksum().or(() -> known(file));
    return then.filter(checksum -> checksum != file.checksum())
        .map(checksum -> Finding.edited(file.name()));
  }

  private Optional<Integer> known(SqlFile file) {
    return Optional.ofNullable(checksums.get(file.name()));
  }

  private History.Applied applied(Row row) {
    return new History.Applied(
        row.version().text(),
        file(row).map(SqlFile::name).orElseGet(() -> nameInLedger(row.version())),
        true);
  }

  private History.Failed failed(Row row) {
    return new History.Failed(
        file(row).map(SqlFile::name).orElse("version " + row.version().text()),
        file(row).map(SqlFile::migration));
  }

  private String nameInLedger(Version version) {
    return checksums.keySet().stream()
        .filter(name -> Version.leading(name).stream().anyMatch(version::same))
        .findFirst()
        .orElse("version " + version.text());
  }

  private Optional<Row> row(SqlFile file) {
    return rows.stream().filter(row -> row.version().same(file.version())).findFirst();
  }

  private Optional<SqlFile> file(Row row) {
    return files.stream().filter(file -> file.version().same(row.version())).findFirst();
  }

  private static boolean newer(Version version, Optional<Version> than) {
    return Stream.of(than).flatMap(Optional::stream).noneMatch(v -> version.compareTo(v) <= 0);
  }
}
