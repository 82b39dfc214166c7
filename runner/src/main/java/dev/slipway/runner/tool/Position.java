package dev.slipway.runner.tool;

import dev.slipway.runner.ledger.LedgerView;
import dev.slipway.runner.schema.Catalog;
import dev.slipway.runner.schema.Fingerprint;
import dev.slipway.runner.schema.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a schema stands, with the sentence that says what to do (demand D4).
 *
 * @param foreign files in the history that no release has applied since the first one came
 * @param faults why nothing may be applied, one sentence each
 */
public record Position(Standing standing, List<String> foreign, List<String> faults) {

  public static Position of(History read, Place place, Connection session) throws SQLException {
    Optional<LedgerView> ledger = LedgerView.open(session, place.history());
    Set<String> known = ledger.isPresent() ? ledger.get().applied() : Set.of();
    List<String> foreign =
        ledger.isPresent() ? foreign(read, known, ledger.get().beginning()) : List.of();
    Catalog catalog = new Catalog(session, place);
    boolean filled = !catalog.isEmpty();
    History history =
        ledger.isPresent() && filled ? read.with(forgotten(read, ledger.get().committed())) : read;
    List<String> faults = new ArrayList<>(history.faults());
    // A history that another program has made and never written tells no more than none.
    boolean begun = ledger.isPresent() && ledger.get().beginning().isPresent();
    boolean content = filled && (!catalog.historyExists() || (read.blank() && !begun));
    if (content) {
      faults.add(baselineNeeded(place, Fingerprint.of(session, place).digest()));
    }
    return new Position(standing(history, content, known), foreign, faults);
  }

  /** Somebody has edited the history: what is pending there would take effect a second time. */
  private static List<Finding> forgotten(History history, Map<String, Integer> committed) {
    return history.pending().stream()
        .filter(file -> !file.repeatable())
        .filter(file -> Integer.valueOf(file.checksum()).equals(committed.get(file.name())))
        .map(file -> Finding.forgotten(file.name()))
        .toList();
  }

  private static Standing standing(History history, boolean content, Set<String> known) {
    if (content) {
      return Standing.NoHistory;
    }
    if (!history.failed().isEmpty()) {
      return Standing.Failed;
    }
    Optional<Standing> worst =
        history.findings().stream().map(Finding::standing).max(Standing::compareTo);
    if (worst.isPresent()) {
      return worst.get();
    }
    if (!history.pending().isEmpty()) {
      return history.current() == null && history.applied().isEmpty()
          ? Standing.Empty
          : Standing.Behind;
    }
    if (history.ahead().isEmpty()) {
      return Standing.AtTarget;
    }
    boolean allKnown =
        history.applied().stream()
            .filter(row -> history.ahead().contains(row.version()))
            .allMatch(row -> known.contains(row.name()));
    return allKnown ? Standing.Ahead : Standing.AheadUnknown;
  }

  /** What came in beside us (demand D13): rows after the place where the first release began. */
  private static List<String> foreign(
      History history, Set<String> known, Optional<String> beginning) {
    List<String> foreign = new ArrayList<>();
    boolean ours = beginning.isPresent() && beginning.get().isEmpty();
    for (History.Applied row : history.applied()) {
      if (ours && !known.contains(row.name()) && row.file()) {
        foreign.add(row.name());
      }
      ours |= beginning.isPresent() && row.version().equals(beginning.get());
    }
    return foreign;
  }

  /** One sentence, for people. */
  public String words(History history) {
    String at = history.current() == null ? "no version" : history.current();
    String sentence =
        switch (standing) {
          case Empty ->
              "the schema is empty; to apply: " + String.join(", ", history.pendingVersions());
          case Behind ->
              "at %s, behind by %d: %s"
                  .formatted(
                      at, history.pending().size(), String.join(", ", history.pendingVersions()));
          case AtTarget -> "at the newest file, " + at;
          case Ahead ->
              "at %s, ahead of these files by %s, which an earlier release applied; nothing to do,"
                      .formatted(at, String.join(", ", history.ahead()))
                  + " but do not edit or remove what is applied";
          case AheadUnknown ->
              "at %s, ahead of these files by %s, which no release in the ledger applied; bring"
                      .formatted(at, String.join(", ", history.ahead()))
                  + " those files into the image";
          case OutOfOrder, Diverged, Edited, Failed, NoHistory -> String.join("; ", faults);
        };
    return sentence + foreignWords();
  }

  /** The part of a sentence about files that somebody else has applied. */
  public String foreignWords() {
    return foreign.isEmpty()
        ? ""
        : "; applied by something else than a release: "
            + String.join(", ", foreign)
            + " (if the backend migrates itself at its start, turn that off)";
  }

  /** The same standing for this reason alone. */
  Position because(String fault) {
    return new Position(standing, foreign, List.of(fault));
  }

  private static String baselineNeeded(Place place, String fingerprint) {
    return "the schema has content and no history in "
        + place.history()
        + ", so nobody knows which files are in; name the version it stands at as its baseline,"
        + " with objects or a fingerprint that prove it (it is "
        + fingerprint
        + " now)";
  }
}
