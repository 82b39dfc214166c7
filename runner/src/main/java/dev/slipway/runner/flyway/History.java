package dev.slipway.runner.flyway;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The history table compared with the files.
 *
 * @param current newest version applied; null before the first
 * @param target newest version among the files
 * @param pending in the order they will run
 * @param succeeded names of files recorded as applied
 * @param failed names of files recorded as failed
 * @param ahead versions applied by files that are not here and newer than those that are
 * @param faults why nothing may be applied, one sentence each
 */
public record History(
    @Nullable String current,
    @Nullable String target,
    List<MigrationFile> pending,
    List<String> succeeded,
    List<Failed> failed,
    List<String> ahead,
    List<String> faults) {

  /**
   * A row that says a file outside a transaction has failed.
   *
   * @param file empty when it is not among the files
   */
  public record Failed(String name, Optional<MigrationFile> file) {
    public String fault() {
      return name
          + " is recorded as failed in the history table; look at what it left, then repair the"
          + " history";
    }
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

  public boolean atTarget() {
    return pending.isEmpty() && failed.isEmpty();
  }

  /** The part of a sentence that says the database knows more than these files. */
  public String aheadWords() {
    return ahead.isEmpty() ? "" : "; schema ahead by " + String.join(", ", ahead);
  }
}
