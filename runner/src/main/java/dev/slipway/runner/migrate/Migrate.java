package dev.slipway.runner.migrate;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Budget;
import dev.slipway.runner.Limits;
import dev.slipway.runner.Result;
import dev.slipway.runner.Stop;
import dev.slipway.runner.database.Address;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Fault;
import dev.slipway.runner.database.SchemaLock;
import dev.slipway.runner.database.Server;
import dev.slipway.runner.database.SessionName;
import dev.slipway.runner.ledger.Ledger;
import dev.slipway.runner.ledger.Neighbours;
import dev.slipway.runner.ledger.Run;
import dev.slipway.runner.tool.Tool;
import dev.slipway.runner.toolbox.Toolbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema to the newest file, once, however many pods try: wait for the turn, enter the
 * ledger, work, leave the verdict there for the others.
 */
public final class Migrate {
  private static final Logger LOG = LoggerFactory.getLogger(Migrate.class);

  private Migrate() {}

  public static Result run(Assignment assignment) throws SQLException {
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
      LOG.info("waiting for the turn");
      SchemaLock lock =
          SchemaLock.take(
              session,
              tool.place().history(),
              new Budget(assignment.clock(), limits.turn()),
              assignment.halt(),
              new Neighbours(session)::words);
      try (Connection other = database.open()) {
        lock.mustExclude(other);
      }
      Ledger ledger = Ledger.open(session, run, tool.place().history());
      Optional<Result> earlier = ledger.begin();
      if (earlier.isPresent()) {
        LOG.info("this run has ended already, its verdict is repeated");
        return earlier.get();
      }
      Result result = new Work(assignment, limits, tool, database, session, lock, ledger).run();
      leave(result, ledger, database);
      return result;
    }
  }

  /**
   * The verdict must be in the ledger before the lock is released; the lock's session may be gone.
   */
  private static void leave(Result result, Ledger ledger, Database database) {
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
