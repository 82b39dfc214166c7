package dev.slipway.runner.check;

import dev.slipway.runner.Result;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.flyway.Catalog;
import dev.slipway.runner.flyway.FileNames;
import dev.slipway.runner.flyway.History;
import dev.slipway.runner.flyway.MigrationFile;
import dev.slipway.runner.flyway.Migrations;
import dev.slipway.runner.flyway.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What will run, what it would lose, and whether history and files fit together. */
final class MigrationRules {
  private MigrationRules() {}

  /** Adds to the faults, and what is pending, destructive and planned to the result. */
  static Result judge(Result result, List<String> faults, Migrations migrations, Database database)
      throws SQLException {
    FileNames names = migrations.names();
    if (!names.faults().isEmpty()) {
      faults.addAll(names.faults());
      return result;
    }
    History history = migrations.read(database);
    faults.addAll(history.faults());
    history.failed().forEach(failed -> faults.add(failed.fault()));
    try (Connection session = database.open()) {
      new Catalog(session, migrations).baselineNeeded().ifPresent(faults::add);
    }
    List<String> destructive = new ArrayList<>();
    for (MigrationFile file : history.pending()) {
      file.fault().ifPresent(faults::add);
      file.script().destructive().forEach(words -> destructive.add(file.name() + ": " + words));
    }
    return result
        .message(words(history, destructive, names.notes()))
        .versions(history.current(), history.target(), null)
        .files(List.of(), history.pendingVersions())
        .destructive(destructive)
        .plan(Plan.hash(history.pending()));
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
