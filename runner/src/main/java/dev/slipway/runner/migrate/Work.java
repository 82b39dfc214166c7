package dev.slipway.runner.migrate;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Result;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.ledger.FileLedger;
import dev.slipway.runner.ledger.FileRow;
import dev.slipway.runner.ledger.Ledger;
import dev.slipway.runner.schema.Catalog;
import dev.slipway.runner.schema.Meanwhile;
import dev.slipway.runner.schema.ObjectFiles;
import dev.slipway.runner.schema.OwnCheck;
import dev.slipway.runner.schema.Privileges;
import dev.slipway.runner.schema.Snapshot;
import dev.slipway.runner.tool.Acceptance;
import dev.slipway.runner.tool.AroundFile;
import dev.slipway.runner.tool.Baseline;
import dev.slipway.runner.tool.FileFailure;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.Leftovers;
import dev.slipway.runner.tool.MigrationFile;
import dev.slipway.runner.tool.Plan;
import dev.slipway.runner.tool.Position;
import dev.slipway.runner.tool.Stand;
import dev.slipway.runner.tool.Standing;
import dev.slipway.runner.tool.Tool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the run that holds the lock and stands in the ledger does. */
final class Work {
  private final Turn turn;
  private final Assignment assignment;
  private final Tool tool;
  private final Database database;
  private final Connection session;
  private final Ledger ledger;
  private final ObjectFiles objects;
  private final Leftovers leftovers;
  private @Nullable String before;
  private @Nullable String plan;

  /** What others have changed since the last run. */
  private Optional<String> between = Optional.empty();

  Work(Turn turn) {
    this.turn = turn;
    this.assignment = turn.assignment();
    this.tool = turn.tool();
    this.database = turn.database();
    this.session = turn.session();
    this.ledger = turn.ledger();
    this.objects = new ObjectFiles(session, tool.place());
    this.leftovers = new Leftovers(tool, database, ledger.files(), objects);
  }

  Result run() {
    try {
      turn.takeOver();
      String accepted = accepted(Acceptance.from(assignment.environment()));
      leftovers.settle();
      Snapshot earlier = Snapshot.of(session, tool.place());
      between = Between.sentence(ledger, session, tool.place(), earlier.fingerprint());
      Stand stand = Stand.of(tool, database, session, Baseline.from(assignment.environment()));
      History history = stand.history();
      Position position = stand.position();
      if (position.standing() != Standing.NoHistory) {
        before = ledger.before(history.current());
      }
      plan = Plan.hash(tool.planned(), history.pending());
      mustBeApplicable(position, history);
      mustBePlanned(history);
      if (stand.takenOver().isPresent()) {
        tool.baseline(database, stand.takenOver().get().version());
      }
      Meanwhile meanwhile = Meanwhile.from(session, tool.place());
      AroundFile around =
          new AroundFile(
              ledger.files(),
              ledger.fence(),
              objects,
              meanwhile,
              turn.limits(),
              assignment.halt(),
              assignment.clock(),
              assignment.report());
      try (BuildProgress _ =
          BuildProgress.watching(database, assignment.clock(), assignment.report())) {
        new Tries(turn, leftovers).apply(around, history);
      }
      Result result = verified(earlier, meanwhile, position);
      return accepted.isEmpty() ? result : result.message(accepted + "; " + result.message());
    } catch (FileFailure | Stop | SQLException e) {
      return new Aftermath(assignment.halt(), tool, database, ledger, before, between)
          .of(e)
          .plan(plan);
    }
  }

  /** Records what a person says is in, each file with its rows in history and ledger. */
  private String accepted(Acceptance acceptance) throws SQLException {
    if (!acceptance.asked()) {
      return "";
    }
    History found = tool.read(database);
    List<MigrationFile> files = acceptance.recordable(found);
    before = ledger.before(found.current());
    if (!files.isEmpty() && !new Catalog(session, tool.place()).historyExists()) {
      throw Stop.badInput("there is no history to accept files into; give a baseline instead");
    }
    plan = Plan.hash(tool.planned(), found.pending());
    mustBePlanned(acceptance.accepted(found));
    for (MigrationFile file : files) {
      session.setAutoCommit(false);
      try {
        ledger.fence().check(session);
        tool.forget(session, file);
        tool.record(session, file);
        FileLedger rows = ledger.files();
        rows.accepted(
            session,
            rows.row(
                file.name(),
                file.version(),
                file.checksum(),
                FileRow.State.APPLIED,
                file.transactional()),
            acceptance.by());
        session.commit();
      } catch (SQLException | Stop e) {
        session.rollback();
        throw e;
      } finally {
        session.setAutoCommit(true);
      }
    }
    return "accepted %s as applied by hand (%s)"
        .formatted(String.join(", ", acceptance.files()), acceptance.by());
  }

  private static void mustBeApplicable(Position position, History history) {
    List<String> faults = new ArrayList<>(position.faults());
    history.pending().stream()
        .map(MigrationFile::fault)
        .flatMap(Optional::stream)
        .forEach(faults::add);
    if (!faults.isEmpty()) {
      throw new Stop(Verdict.Failed, String.join("; ", faults));
    }
  }

  /** Once the attempt has applied something, what is pending is no longer what was planned. */
  private void mustBePlanned(History history) throws SQLException {
    String planned = assignment.environment().text("SLIPWAY_PLAN").orElse(null);
    String found = Plan.hash(tool.planned(), history.pending());
    if (planned != null && !planned.equals(found) && ledger.files().applied().isEmpty()) {
      throw new Stop(
          Result.of(
                  Verdict.PlanDiffers,
                  "what is pending is not what was checked: plan " + found + ", not " + planned)
              .files(List.of(), history.pendingVersions())
              .plan(found));
    }
  }

  private Result verified(Snapshot earlier, Meanwhile meanwhile, Position position)
      throws SQLException {
    assignment.report().begins("");
    assignment.report().tells(List.of("verifying what was applied"));
    History history = tool.read(database);
    List<String> applied = ledger.files().applied();
    Result result =
        Result.of(Verdict.Done, words(applied, history) + position.foreignWords())
            .versions(history.current(), history.target(), before)
            .files(applied, history.pendingVersions())
            .plan(plan);
    Privileges privileges =
        new Privileges(
            session, tool.place(), assignment.environment().text("SLIPWAY_APPLICATION_ROLE"));
    Optional<OwnCheck> own = OwnCheck.from(assignment.environment());
    Optional<String> ownFault = own.isPresent() ? own.get().fault(database) : Optional.empty();
    Snapshot now = Snapshot.of(session, tool.place());
    ledger.catalog().keep(tool.place(), now.fingerprint());
    return new Verification(earlier, now, privileges, between, meanwhile, ownFault)
        .of(result, history);
  }

  private static String words(List<String> applied, History history) {
    String done = applied.isEmpty() ? "nothing to apply" : "applied " + String.join(", ", applied);
    return done + ", schema at " + history.current() + history.aheadWords();
  }
}
