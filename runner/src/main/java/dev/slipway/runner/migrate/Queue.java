package dev.slipway.runner.migrate;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Budget;
import dev.slipway.runner.Result;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.AdvisoryLock;
import dev.slipway.runner.database.SchemaLock;
import dev.slipway.runner.ledger.Neighbours;
import dev.slipway.runner.ledger.Neighbours.Neighbour;
import dev.slipway.runner.ledger.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the turn of a run, and says for whom. */
final class Queue {
  private static final Logger LOG = LoggerFactory.getLogger(Queue.class);

  private final Assignment assignment;
  private final Run run;
  private final Connection session;
  private Neighbour first = new Neighbour("another run", true);

  Queue(Assignment assignment, Run run, Connection session) {
    this.assignment = assignment;
    this.run = run;
    this.session = session;
  }

  /**
   * Takes the lock.
   *
   * @return empty where another release has it to the end of this time
   * @throws Stop LockTimeout, where a run of the same release has it: it has to be heard of first
   */
  Optional<SchemaLock> lock(String history, Duration time) throws SQLException {
    LOG.info("waiting for the turn");
    assignment.report().tells(List.of("waits for its turn"));
    Optional<SchemaLock> lock =
        SchemaLock.take(
            session,
            history,
            new Budget(assignment.clock(), time),
            assignment.halt(),
            this::waitsFor);
    if (lock.isEmpty() && first.own()) {
      throw new Stop(Verdict.LockTimeout, words(history));
    }
    assignment.report().tells(List.of("reads the history"));
    return lock;
  }

  /** What is left to say when the time is over. */
  Result lockedOut(String history) {
    return Result.of(Verdict.LockedOut, words(history));
  }

  private void waitsFor(AdvisoryLock.Holder holder) throws SQLException {
    first = new Neighbours(session, run.release()).of(holder);
    LOG.info("waiting for {}", first.words());
    assignment.report().tells(List.of("waits for " + first.words() + " to end its migration"));
  }

  private String words(String history) {
    return "%s migrates %s now; this run has applied nothing, try again later"
        .formatted(first.words(), history);
  }
}
