package dev.slipway.runner.tool;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The history table compared with the files.
 *
 * @param current newest version applied; null before the first
 * @param target newest version among the files
 * @param pending in the order they will run
 * @param applied files recorded as applied, in the order they went in
 * @param failed files recorded as failed
 * @param ahead versions applied by files that are not here and newer than those that are
 * @param findings why nothing may be applied
 */
public record History(
    @Nullable String current,
    @Nullable String target,
    List<MigrationFile> pending,
    List<Applied> applied,
    List<Failed> failed,
    List<String> ahead,
    List<Finding> findings) {

  /**
   * A row that says a file is in.
   *
   * @param version its version, or its name where it is repeatable
   * @param file false for a row that only marks where the history begins
   */
  public record Applied(String version, String name, boolean file) {
    public boolean repeatable() {
      return version.equals(name);
    }
  }

  /**
   * A row that says a file outside a transaction has failed.
   *
   * @param file empty when it is not among the files
   */
  public record Failed(String name, Optional<MigrationFile> file) {
    public String fault() {
      return Finding.failed(name).sentence();
    }
  }

  /** The same with more findings. */
  History with(List<Finding> more) {
    return new History(
        current,
        target,
        pending,
        applied,
        failed,
        ahead,
        Stream.concat(findings.stream(), more.stream()).toList());
  }

  /**
   * As a baseline at this version would leave it.
   *
   * @param in tells the files that it says are in
   */
  public History baselined(String version, Predicate<MigrationFile> in) {
    return new History(
        version,
        target,
        pending.stream().filter(in.negate()).toList(),
        List.of(new Applied(version, "baseline " + version, false)),
        failed,
        ahead,
        findings);
  }

  public List<String> pendingVersions() {
    return pending.stream().map(MigrationFile::version).toList();
  }

  /** A file that is not in, by its name: pending, or recorded as failed. */
  public Optional<MigrationFile> file(String name) {
    return Stream.concat(pending.stream(), failed.stream().flatMap(f -> f.file().stream()))
        .filter(f -> f.name().equals(name))
        .findFirst();
  }

  public boolean succeeded(String name) {
    return applied.stream().anyMatch(row -> row.name().equals(name));
  }

  /** Nothing was ever recorded. */
  public boolean blank() {
    return applied.isEmpty() && failed.isEmpty() && ahead.isEmpty();
  }

  public boolean atTarget() {
    return pending.isEmpty() && failed.isEmpty();
  }

  /** Findings and failed files as sentences. */
  public List<String> faults() {
    return Stream.concat(
            findings.stream().map(Finding::sentence), failed.stream().map(Failed::fault))
        .toList();
  }

  /** The part of a sentence that says the database knows more than these files. */
  public String aheadWords() {
    return ahead.isEmpty() ? "" : "; schema ahead by " + String.join(", ", ahead);
  }
}
