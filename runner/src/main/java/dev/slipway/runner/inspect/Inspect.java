package dev.slipway.runner.inspect;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Budget;
import dev.slipway.runner.Limits;
import dev.slipway.runner.Result;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.Address;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.OtherSessions;
import dev.slipway.runner.database.SchemaLock;
import dev.slipway.runner.database.Server;
import dev.slipway.runner.database.SessionName;
import dev.slipway.runner.ledger.Ledger;
import dev.slipway.runner.ledger.Neighbours;
import dev.slipway.runner.ledger.Run;
import dev.slipway.runner.schema.Fingerprint;
import dev.slipway.runner.schema.ObjectFiles;
import dev.slipway.runner.schema.OwnCheck;
import dev.slipway.runner.tool.Baseline;
import dev.slipway.runner.tool.ByHand;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.Plan;
import dev.slipway.runner.tool.Stand;
import dev.slipway.runner.tool.Tool;
import dev.slipway.runner.toolbox.Toolbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;

/**
 * Says what an attempt without a verdict has done. Interrupted is not unknown: once its sessions
 * are gone, a transactional file is in if its row is there, and not in if it is not.
 */
public final class Inspect {
  private final Assignment assignment;
  private final Limits limits;
  private final Run run;
  private final Tool tool;
  private final Database database;

  private Inspect(Assignment assignment) {
    this.assignment = assignment;
    this.limits = Limits.from(assignment.environment());
    this.run = Run.from(assignment.environment());
    this.tool = Toolbox.required(assignment.environment());
    this.database =
        new Database(
            Address.of("migrator", assignment.secrets()),
            new SessionName(run.attempt().toString(), run.seq()),
            assignment.halt());
  }

  /** No run up to this one's number can write once this has returned. */
  public static Result run(Assignment assignment) throws SQLException {
    Inspect inspect = new Inspect(assignment);
    try (Connection session =
        inspect.database.open(new Budget(assignment.clock(), inspect.limits.connect()))) {
      Server.behind(session).mustAccept();
      return inspect.through(session);
    }
  }

  private Result through(Connection session) throws SQLException {
    // The fence comes before the lock: a run that holds the lock cannot commit any more.
    Ledger ledger = Ledger.open(session, run, tool.place().history());
    ledger.beginInspection();
    List<String> names = ledger.sessionsUpToThis().stream().map(SessionName::text).toList();
    int own = session.unwrap(PGConnection.class).getBackendPID();
    Budget budget = new Budget(assignment.clock(), limits.sessions());
    if (!OtherSessions.end(session, names, own, budget)) {
      return told(ledger, "sessions of the attempt are still at work").state("StillRunning");
    }
    ledger.fenceUpToThis();
    Neighbours neighbours = new Neighbours(session, run.release());
    AtomicReference<String> other = new AtomicReference<>("another run");
    Optional<SchemaLock> lock =
        SchemaLock.take(
            session,
            tool.place().history(),
            budget,
            assignment.halt(),
            holder -> other.set(neighbours.of(holder).words()));
    if (lock.isEmpty()) {
      return told(ledger, other.get() + " migrates the schema now").state("StillRunning");
    }
    History history =
        Stand.of(tool, database, session, Baseline.from(assignment.environment())).history();
    ObjectFiles objects = new ObjectFiles(session, tool.place());
    Findings findings = Findings.of(history, ledger.files(), objects);
    Optional<String> fault =
        findings.state() == Findings.State.Applied ? ownFault() : Optional.empty();
    Result result = told(ledger, fault.orElseGet(() -> findings.words(history)));
    return (fault.isPresent() ? result.verdict(Verdict.VerificationFailed) : result)
        .state(findings.state().name())
        .versions(history.current(), history.target(), null)
        .files(findings.applied(), history.pendingVersions())
        .notes(ByHand.notes(history, Fingerprint.of(session, tool.place()), tool.place()))
        .plan(Plan.hash(tool.planned(), history.pending()));
  }

  /** The run that was interrupted may not have come to the release's own check. */
  private Optional<String> ownFault() throws SQLException {
    Optional<OwnCheck> own = OwnCheck.from(assignment.environment());
    return own.isPresent() ? own.get().fault(database) : Optional.empty();
  }

  /** An operator that lost its record has to hear how far the ledger is. */
  private Result told(Ledger ledger, String words) throws SQLException {
    Result result = Result.of(Verdict.Done, words);
    long highest = ledger.highest();
    return highest > run.seq() ? result.highest(highest) : result;
  }
}
