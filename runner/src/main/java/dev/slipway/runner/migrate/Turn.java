package dev.slipway.runner.migrate;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Budget;
import dev.slipway.runner.Limits;
import dev.slipway.runner.Result;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.Address;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Fault;
import dev.slipway.runner.database.OtherSessions;
import dev.slipway.runner.database.SchemaLock;
import dev.slipway.runner.database.Server;
import dev.slipway.runner.database.SessionName;
import dev.slipway.runner.ledger.Ledger;
import dev.slipway.runner.ledger.Run;
import dev.slipway.runner.tool.Tool;
import dev.slipway.runner.toolbox.Toolbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run holds that may write: the session with the lock, and its row in the ledger.
 *
 * @param session in autocommit; the lock lives as long as it
 */
record Turn(
    Assignment assignment,
    Limits limits,
    Tool tool,
    Database database,
    Connection session,
    SchemaLock lock,
    Ledger ledger) {
  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

  /** Waits for the turn, enters the ledger, works, and leaves the verdict there for the others. */
  static Result of(Assignment assignment, Function<Turn, Result> work) throws SQLException {
    Run run = Run.from(assignment.environment());
    Tool tool = Toolbox.required(assignment.environment());
    List<String> misnamed = tool.names().faults();
    if (!misnamed.isEmpty()) {
      throw Stop.badInput(String.join("; ", misnamed));
    }
    Limits limits = Limits.from(assignment.environment());
    Database database =
        new Database(
            Address.of("migrator", assignment.secrets()),
            new SessionName(run.attempt().toString(), run.seq()),
            assignment.halt());
    try (Connection session = database.open(new Budget(assignment.clock(), limits.connect()))) {
      Server.behind(session).mustAccept();
      Queue queue = new Queue(assignment, run, session);
      Optional<SchemaLock> lock = queue.lock(tool.place().history(), limits.turn());
      if (lock.isPresent()) {
        mustExclude(lock.get(), database);
      }
      // Also a run that never has its turn stands in the ledger: no other pod of it begins any
      // more.
      Ledger ledger = Ledger.open(session, run, tool.place().history());
      Optional<Result> earlier = ledger.begin();
      if (earlier.isPresent()) {
        LOG.info("this run has ended already, its verdict is repeated");
        return earlier.get();
      }
      if (lock.isEmpty()) {
        Result result = queue.lockedOut(tool.place().history());
        ledger.end(result);
        return result;
      }
      Turn turn = new Turn(assignment, limits, tool, database, session, lock.get(), ledger);
      Result result = work.apply(turn);
      turn.leave(result);
      return result;
    }
  }

  private static void mustExclude(SchemaLock lock, Database database) throws SQLException {
    try (Connection other = database.open()) {
      lock.mustExclude(other);
    }
  }

  /** Nothing of an earlier run may be at work, or able to commit, when this one begins. */
  void takeOver() throws SQLException {
    List<String> names = ledger.earlierSessions().stream().map(SessionName::text).toList();
    int own = session.unwrap(PGConnection.class).getBackendPID();
    Budget budget = new Budget(assignment.clock(), limits.sessions());
    if (!OtherSessions.end(session, names, own, budget)) {
      throw new Stop(
          Verdict.LockTimeout, "a session of an earlier run is still at work and may not be ended");
    }
    ledger.fenceEarlier();
  }

  /**
   * The verdict must be in the ledger before the lock is released; the lock's session may be gone.
   */
  private void leave(Result result) {
    try {
      ledger.end(result);
    } catch (SQLException e) {
      try (Connection fresh = database.open()) {
        ledger.through(fresh).end(result);
      } catch (SQLException again) {
        LOG.warn("the verdict is not in the ledger: {}", Fault.of(again).text());
      }
    }
  }
}
