package dev.slipway.runner.check;

import dev.slipway.runner.Result;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.schema.Fingerprint;
import dev.slipway.runner.tool.Acceptance;
import dev.slipway.runner.tool.Baseline;
import dev.slipway.runner.tool.ByHand;
import dev.slipway.runner.tool.FileNames;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.MigrationFile;
import dev.slipway.runner.tool.Plan;
import dev.slipway.runner.tool.Stand;
import dev.slipway.runner.tool.Tool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What will run, what it would lose, and whether history and files fit together. */
final class MigrationRules {
  private MigrationRules() {}

  /** Adds to the faults, and what is pending, destructive and planned to the result. */
  static Result judge(
      Result result,
      List<String> faults,
      Tool tool,
      Database database,
      Optional<Baseline> baseline,
      Acceptance acceptance)
      throws SQLException {
    FileNames names = tool.names();
    if (!names.faults().isEmpty()) {
      faults.addAll(names.faults());
      return result;
    }
    Stand stand;
    List<String> byHand;
    try (Connection session = database.open()) {
      stand = Stand.of(tool, database, session, baseline, acceptance);
      byHand = ByHand.notes(stand.history(), Fingerprint.of(session, tool.place()), tool.place());
    }
    History history = stand.history();
    faults.addAll(stand.position().faults());
    List<String> destructive = new ArrayList<>();
    for (MigrationFile file : history.pending()) {
      file.fault().ifPresent(faults::add);
      destructive.addAll(file.destructive());
    }
    return result
        .message(
            words(history, destructive, names.notes())
                + stand.words()
                + stand.position().foreignWords())
        .versions(history.current(), history.target(), null)
        .files(List.of(), history.pendingVersions())
        .destructive(destructive)
        .notes(byHand)
        .plan(Plan.hash(tool.planned(), history.pending()));
  }

  private static String words(History history, List<String> destructive, List<String> notes) {
    String pending =
        history.pending().isEmpty()
            ? "nothing to migrate"
            : "to migrate: " + String.join(", ", history.pendingVersions());
    String loses = destructive.isEmpty() ? "" : "; destructive: " + String.join(", ", destructive);
    String passedOver = notes.isEmpty() ? "" : "; " + String.join("; ", notes);
    return pending + history.aheadWords() + loses + passedOver;
  }
}
