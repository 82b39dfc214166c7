package dev.slipway.runner.inspect;

import static java.util.stream.Collectors.joining;

import dev.slipway.runner.ledger.FileLedger;
import dev.slipway.runner.ledger.FileRow;
import dev.slipway.runner.schema.ObjectFiles;
import dev.slipway.runner.schema.Outcome;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.Leftovers;
import dev.slipway.runner.tool.MigrationFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What history, ledger and catalog say together.
 *
 * @param applied versions of this attempt that are in
 * @param begun backfills that it has not brought to their end, as words
 * @param undecided files that a person has to look at
 */
record Findings(State state, List<String> applied, List<String> begun, List<String> undecided) {
  /** Words of the contract with the operator. */
  enum State {
    Applied,
    NothingApplied,
    SomeApplied,
    Unknown
  }

  static Findings of(History history, FileLedger ledger, ObjectFiles objects) throws SQLException {
    List<String> applied = new ArrayList<>(ledger.applied());
    List<String> undecided = new ArrayList<>();
    for (FileRow row : ledger.unfinished()) {
      Optional<MigrationFile> file = history.file(row.file());
      boolean recorded = history.succeeded(row.file());
      Outcome outcome = file.isPresent() ? objects.outcome(file.get().script()) : Outcome.UNKNOWN;
      if (recorded || outcome == Outcome.DONE) {
        applied.add(row.version());
      } else if (outcome == Outcome.UNKNOWN) {
        undecided.add(row.file());
      }
    }
    for (History.Failed failed : history.failed()) {
      Optional<MigrationFile> file = failed.file();
      boolean ours = file.isPresent() && ledger.begun(failed.name(), file.get().checksum());
      if (!ours || objects.outcome(file.get().script()) == Outcome.UNKNOWN) {
        undecided.add(failed.name());
      }
    }
    List<String> begun = ledger.backfills().begun();
    return new Findings(
        state(history, applied.size() + begun.size(), undecided),
        applied,
        begun,
        undecided.stream().distinct().toList());
  }

  private static State state(History history, int applied, List<String> undecided) {
    if (!undecided.isEmpty()) {
      return State.Unknown;
    }
    if (history.atTarget()) {
      return State.Applied;
    }
    return applied == 0 ? State.NothingApplied : State.SomeApplied;
  }

  String words(History history) {
    String at = history.current() == null ? "no version" : history.current();
    return switch (state) {
      case Applied -> "everything is applied, schema at " + at + history.aheadWords();
      case NothingApplied -> "nothing of the attempt is applied, schema at " + at;
      case SomeApplied ->
          "applied "
              + Stream.concat(applied.stream(), begun.stream()).collect(joining(", "))
              + "; not applied "
              + String.join(", ", history.pendingVersions());
      case Unknown -> Leftovers.unknown(String.join(", ", undecided));
    };
  }
}
