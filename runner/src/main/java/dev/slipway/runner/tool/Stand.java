package dev.slipway.runner.tool;

import dev.slipway.runner.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * History and position as the next migration will find them: where it has to take the database over
 * first, as they will be after that.
 *
 * @param takenOver the baseline that the next migration will write; empty where there is nothing to
 *     take over
 */
public record Stand(History history, Position position, Optional<Baseline> takenOver) {

  /** Reads them. Changes nothing. */
  public static Stand of(
      Tool tool, Database database, Connection session, Optional<Baseline> baseline)
      throws SQLException {
    return of(tool, database, session, baseline, new Acceptance(List.of(), ""));
  }

  /** The same as it will be once a person's word is recorded. */
  public static Stand of(
      Tool tool,
      Database database,
      Connection session,
      Optional<Baseline> baseline,
      Acceptance acceptance)
      throws SQLException {
    History found = tool.read(database);
    acceptance.recordable(found);
    History read = acceptance.asked() ? acceptance.accepted(found) : found;
    Position position = Position.of(read, tool.place(), session);
    if (baseline.isEmpty() || position.standing() != Standing.NoHistory) {
      return new Stand(read, position, Optional.empty());
    }
    Optional<String> fault = baseline.get().fault(session, tool.place());
    if (fault.isPresent()) {
      return new Stand(read, position.because(fault.get()), Optional.empty());
    }
    History history = tool.baselined(read, baseline.get().version());
    List<String> faults = new ArrayList<>(history.faults());
    Standing standing = history.pending().isEmpty() ? Standing.AtTarget : Standing.Behind;
    return new Stand(history, new Position(standing, List.of(), faults), baseline);
  }

  /** The part of a sentence about a database that is going to be taken over. */
  public String words() {
    return takenOver
        .map(baseline -> "; the database is taken over at version " + baseline.version())
        .orElse("");
  }
}
