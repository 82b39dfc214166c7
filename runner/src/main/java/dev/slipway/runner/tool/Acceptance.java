package dev.slipway.runner.tool;

import dev.slipway.runner.Environment;
import dev.slipway.runner.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files that a person says are in although no history has them (demand D14): applied by hand, or
 * completed by hand after they failed. Never assumed.
 *
 * @param files versions or names
 * @param by who says so, and when, for the ledger
 */
public record Acceptance(List<String> files, String by) {
  private static final int LONGEST = 200;

  public static Acceptance from(Environment environment) {
    List<String> files = environment.list("SLIPWAY_ACCEPT_FILES");
    if (files.isEmpty()) {
      return new Acceptance(files, "");
    }
    String by = environment.required("SLIPWAY_ACCEPTED_BY");
    return new Acceptance(files, by.length() <= LONGEST ? by : by.substring(0, LONGEST));
  }

  public boolean asked() {
    return !files.isEmpty();
  }

  /** The history as it will be. */
  public History accepted(History read) {
    Predicate<MigrationFile> meant = this::means;
    String current = read.current();
    for (MigrationFile file : meant(read).toList()) {
      current = file.repeatable() ? current : file.version();
    }
    return new History(
        current,
        read.target(),
        read.pending().stream().filter(meant.negate()).toList(),
        read.applied(),
        read.failed().stream().filter(row -> row.file().filter(meant).isEmpty()).toList(),
        read.ahead(),
        read.findings());
  }

  /**
   * The files that are to be recorded, in their order.
   *
   * @throws Stop where they cannot be
   */
  public List<MigrationFile> recordable(History read) {
    List<String> faults = new ArrayList<>();
    for (String file : files) {
      boolean known =
          meant(read).anyMatch(it -> it.version().equals(file) || it.name().equals(file))
              || read.applied().stream()
                  .anyMatch(row -> row.version().equals(file) || row.name().equals(file));
      if (!known) {
        faults.add(file + " is to be accepted and is none of the files that are pending or failed");
      }
    }
    List<MigrationFile> versioned =
        read.pending().stream().filter(file -> !file.repeatable()).toList();
    long accepted = versioned.stream().filter(this::means).count();
    versioned.stream()
        .limit(accepted)
        .filter(file -> !means(file))
        .forEach(file ->
            faults.add(
                file.name()
                    + " comes before a file that is to be accepted and is not in; accept it too, or"
                    + " release it first"));
    if (!faults.isEmpty()) {
      throw Stop.badInput(String.join("; ", faults));
    }
    return meant(read).toList();
  }

  private Stream<MigrationFile> meant(History read) {
    return Stream.concat(
            read.failed().stream().flatMap(row -> row.file().stream()), read.pending().stream())
        .filter(this::means)
        .distinct();
  }

  private boolean means(MigrationFile file) {
    return files.contains(file.version()) || files.contains(file.name());
  }
}
