package dev.slipway.runner.directory;

import dev.slipway.runner.database.Fault;
import dev.slipway.runner.schema.Place;
import dev.slipway.runner.sql.Script;
import dev.slipway.runner.tool.AroundFile;
import dev.slipway.runner.tool.FileFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
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
      statements(file);
      around.after(file.migration(), session);
      table.add(session, file);
      if (file.transactional()) {
        session.commit();
      }
      done = true;
    } catch (SQLException e) {
      throw failure(file, 0, e);
    } finally {
      if (!done && file.transactional()) {
        rollBack();
      }
    }
  }

  private void statements(SqlFile file) throws SQLException, FileFailure {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET search_path = \"" + place.defaultSchema() + "\", \"$user\", public");
      for (Script.Piece piece : Script.of(file.text()).pieces()) {
        try {
          statement.execute(piece.sql());
        } catch (SQLException e) {
          throw failure(file, piece.line(), e);
        }
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

  private static FileFailure failure(SqlFile file, int line, SQLException error) {
    return new FileFailure(
        Optional.of(file.version().text()),
        Optional.of(file.name()),
        line,
        Optional.of(Fault.of(error)));
  }
}
