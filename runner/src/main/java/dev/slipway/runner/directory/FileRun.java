package dev.slipway.runner.directory;

import dev.slipway.runner.database.Fault;
import dev.slipway.runner.schema.Place;
import dev.slipway.runner.tool.AroundFile;
import dev.slipway.runner.tool.FileFailure;
import dev.slipway.runner.tool.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one file through a session of its own.
 *
 * @param session in autocommit
 */
record FileRun(Connection session, Place place, HistoryTable table, AroundFile around) {
  private static final Logger LOG = LoggerFactory.getLogger(FileRun.class);

  void run(SqlFile file) throws SQLException, FileFailure {
    boolean done = false;
    try {
      session.setAutoCommit(!file.transactional());
      around.before(file.migration(), session);
      Statements.run(session, place, file.migration());
      around.after(file.migration(), session);
      table.add(session, file);
      if (file.transactional()) {
        session.commit();
      }
      done = true;
    } catch (SQLException e) {
      throw Statements.failure(file.migration(), 0, e);
    } finally {
      if (!done && file.transactional()) {
        rollBack();
      }
    }
  }

  private void rollBack() {
    try {
      session.rollback();
    } catch (SQLException e) {
      LOG.debug("nothing to roll back: {}", Fault.of(e).text());
    }
  }
}
