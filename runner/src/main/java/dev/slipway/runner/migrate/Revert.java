package dev.slipway.runner.migrate;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Result;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.ledger.Fence;
import dev.slipway.runner.ledger.FileLedger;
import dev.slipway.runner.schema.Snapshot;
import dev.slipway.runner.tool.FileFailure;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.MigrationFile;
import dev.slipway.runner.tool.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the schema back to a version by the files for the way down, newest first, each in one
 * transaction with its fence, its history and its ledger row. Only because somebody asked: that a
 * file for the way down exists does not say that it loses nothing.
 */
public final class Revert {
  private static final Logger LOG = LoggerFactory.getLogger(Revert.class);

  private final Turn turn;
  private final List<String> reverted = new ArrayList<>();

  private Revert(Turn turn) {
    this.turn = turn;
  }

  public static Result run(Assignment assignment) throws SQLException {
    String target = assignment.environment().required("SLIPWAY_REVERT_TO");
    return Turn.of(assignment, turn -> new Revert(turn).to(target));
  }

  private Result to(String target) {
    try {
      turn.takeOver();
      History history = turn.tool().read(turn.database());
      Snapshot earlier = Snapshot.of(turn.session(), turn.tool().place());
      String before = turn.ledger().before(history.current());
      for (Step step : steps(history, target)) {
        down(step);
        reverted.add(step.row().version());
      }
      return told(target, before, earlier);
    } catch (FileFailure | Stop | SQLException e) {
      Result result =
          new Aftermath(
                  turn.assignment().halt(),
                  turn.tool(),
                  turn.database(),
                  turn.ledger(),
                  null,
                  Optional.empty())
              .of(e);
      return reverted.isEmpty() ? result : prefix(result);
    }
  }

  /** What has to be taken back, and the file that does it. */
  private record Step(History.Applied row, MigrationFile file) {}

  private List<Step> steps(History history, String target) {
    int stays = -1;
    for (int i = 0; i < history.applied().size(); i++) {
      if (history.applied().get(i).version().equals(target)) {
        stays = i;
      }
    }
    if (stays < 0 && !target.equals("0")) {
      throw Stop.badInput(
          "version " + target + " is not in the history; give one that is, or 0 for before all");
    }
    List<Step> steps = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (History.Applied row : history.applied().subList(stays + 1, history.applied().size())) {
      if (row.repeatable()) {
        continue;
      }
      Optional<MigrationFile> down = row.file() ? turn.tool().down(row) : Optional.empty();
      down.ifPresent(file -> steps.addFirst(new Step(row, file)));
      fault(row, down).ifPresent(faults::add);
    }
    if (!faults.isEmpty()) {
      throw new Stop(Verdict.NotReversible, String.join("; ", faults));
    }
    return steps;
  }

  private static Optional<String> fault(History.Applied row, Optional<MigrationFile> down) {
    if (down.isEmpty()) {
      return Optional.of(row.name() + " has no file for the way down");
    }
    return down.get().transactional()
        ? down.get().fault()
        : Optional.of(
            down.get().name()
                + " holds a statement that refuses a transaction; on the way down write it without"
                + " CONCURRENTLY");
  }

  private void down(Step step) throws SQLException, FileFailure {
    LOG.info("{} begins", step.file().name());
    Fence fence = turn.ledger().fence();
    FileLedger files = turn.ledger().files();
    boolean done = false;
    Connection connection = turn.database().open();
    try (connection) {
      connection.setAutoCommit(false);
      fence.check(connection);
      Statements.run(connection, turn.tool().place(), step.file());
      Statements.restore(connection);
      fence.check(connection);
      turn.tool().remove(connection, step.row());
      files.reverted(connection, step.row().name(), step.row().version());
      connection.commit();
      done = true;
    } finally {
      if (!done && !connection.isClosed()) {
        connection.rollback();
      }
    }
    LOG.info("{} is done", step.file().name());
  }

  private Result told(String target, @Nullable String before, Snapshot earlier)
      throws SQLException {
    History history = turn.tool().read(turn.database());
    Snapshot now = Snapshot.of(turn.session(), turn.tool().place());
    turn.ledger().catalog().keep(turn.tool().place(), now.fingerprint());
    String words =
        reverted.isEmpty() ? "nothing to take back" : "taken back " + String.join(", ", reverted);
    return Result.of(Verdict.Done, words + ", schema at " + target)
        .versions(history.current(), target, before)
        .files(List.of(), history.pendingVersions())
        .fingerprints(earlier.fingerprint().digest(), now.fingerprint().digest())
        .changed(now.fingerprint().since(earlier.fingerprint()));
  }

  private Result prefix(Result result) {
    return result
        .verdict(
            result.verdict() == Verdict.Unreachable ? Verdict.Unreachable : Verdict.PrefixApplied)
        .message(
            "taken back: " + String.join(", ", reverted) + "; not taken back: " + result.message());
  }
}
