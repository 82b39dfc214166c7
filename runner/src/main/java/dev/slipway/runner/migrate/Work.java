package dev.slipway.runner.migrate;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Budget;
import dev.slipway.runner.Limits;
import dev.slipway.runner.Result;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.OtherSessions;
import dev.slipway.runner.database.SchemaLock;
import dev.slipway.runner.database.SessionName;
import dev.slipway.runner.flyway.Catalog;
import dev.slipway.runner.flyway.FileFailure;
import dev.slipway.runner.flyway.History;
import dev.slipway.runner.flyway.IndexFiles;
import dev.slipway.runner.flyway.LedgerCallback;
import dev.slipway.runner.flyway.Leftovers;
import dev.slipway.runner.flyway.MigrationFile;
import dev.slipway.runner.flyway.Migrations;
import dev.slipway.runner.flyway.Plan;
import dev.slipway.runner.ledger.FileLedger;
import dev.slipway.runner.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the run that holds the lock and stands in the ledger does. */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Assignment assignment;
  private final Limits limits;
  private final Migrations migrations;
  private final Database database;
  private final Connection session;
  private final SchemaLock lock;
  private final Ledger ledger;
  private final Catalog catalog;
  private final Leftovers leftovers;
  private @Nullable String before;
  private @Nullable String plan;

  Work(
      Assignment assignment,
      Limits limits,
      Migrations migrations,
      Database database,
      Connection session,
      SchemaLock lock,
      Ledger ledger) {
    this.assignment = assignment;
    this.limits = limits;
    this.migrations = migrations;
    this.database = database;
    this.session = session;
    this.lock = lock;
    this.ledger = ledger;
    this.catalog = new Catalog(session, migrations);
    this.leftovers =
        new Leftovers(
            migrations,
            database,
            ledger.files(),
            new IndexFiles(session, migrations.defaultSchema()));
  }

  Result run() {
    try {
      takeOver();
      leftovers.settle();
      History history = migrations.read(database);
      before = ledger.before(history.current());
      plan = Plan.hash(history.pending());
      mustBeApplicable(history);
      mustBePlanned(history);
      Set<String> invalidBefore = catalog.invalidIndexes();
      apply();
      return verified(invalidBefore);
    } catch (FileFailure | Stop | SQLException e) {
      return new Aftermath(assignment.halt(), migrations, database, ledger, before)
          .of(e)
          .plan(plan);
    }
  }

  /** Nothing of an earlier run may be at work, or able to commit, when this one begins. */
  private void takeOver() throws SQLException {
    List<String> names = ledger.earlierSessions().stream().map(SessionName::text).toList();
    int own = session.unwrap(PGConnection.class).getBackendPID();
    Budget budget = new Budget(assignment.clock(), limits.sessions());
    if (!OtherSessions.end(session, names, own, budget)) {
      throw new Stop(
          Verdict.LockTimeout, "a session of an earlier run is still at work and may not be ended");
    }
    ledger.fenceEarlier();
  }

  private void mustBeApplicable(History history) throws SQLException {
    List<String> faults = new ArrayList<>(history.faults());
    history.failed().forEach(f -> faults.add(f.fault()));
    catalog.baselineNeeded().ifPresent(faults::add);
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
    String found = Plan.hash(history.pending());
    if (planned != null && !planned.equals(found) && ledger.files().applied().isEmpty()) {
      throw new Stop(
          Result.of(
                  Verdict.PlanDiffers,
                  "what is pending is not what was checked: plan " + found + ", not " + planned)
              .files(List.of(), history.pendingVersions())
              .plan(found));
    }
  }

  /** Tries again while only locks of others stand in the way; in between nothing is held. */
  private void apply() throws SQLException, FileFailure {
    FileLedger files = ledger.files();
    LedgerCallback callback =
        new LedgerCallback(
            files,
            ledger.fence(),
            new IndexFiles(session, migrations.defaultSchema()),
            assignment.halt());
    Budget budget = new Budget(assignment.clock(), limits.locks());
    Duration pause = Duration.ofSeconds(1);
    while (true) {
      try {
        migrations.apply(database, callback);
        return;
      } catch (FileFailure failure) {
        if (lock.held()) {
          leftovers.settle();
        }
        boolean again = failure.lock() && lock.held() && !assignment.halt().requested();
        if (!again || !budget.pause(pause)) {
          throw failure;
        }
        LOG.info("{}; trying again", failure.words());
        pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    }
  }

  private Result verified(Set<String> invalidBefore) throws SQLException {
    History history = migrations.read(database);
    Set<String> invalid = catalog.invalidIndexes();
    invalid.removeAll(invalidBefore);
    List<String> applied = ledger.files().applied();
    Result result =
        Result.of(Verdict.Done, words(applied, history))
            .versions(history.current(), history.target(), before)
            .files(applied, history.pendingVersions())
            .plan(plan);
    if (!history.atTarget()) {
      return wrong(result, "the schema is not at the newest file");
    }
    return invalid.isEmpty()
        ? result
        : wrong(result, "indexes are not valid: " + String.join(", ", invalid));
  }

  private static Result wrong(Result result, String message) {
    return new Stop(Verdict.VerificationFailed, message)
        .result()
        .versions(result.current(), result.target(), result.before())
        .files(
            result.applied() == null ? List.of() : result.applied(),
            result.pending() == null ? List.of() : result.pending());
  }

  private static String words(List<String> applied, History history) {
    String done = applied.isEmpty() ? "nothing to apply" : "applied " + String.join(", ", applied);
    return done + ", schema at " + history.current() + history.aheadWords();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
