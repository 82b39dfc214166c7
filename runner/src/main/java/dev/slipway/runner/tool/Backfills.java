package dev.slipway.runner.tool;

import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.ledger.BackfillLedger;
import dev.slipway.runner.ledger.BackfillLedger.Progress;
import dev.slipway.runner.sql.Backfill;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a marked file in batches. Each is a transaction of its own: fence, the statement for one
 * range, the cursor. Whatever is interrupted goes on after the last range that is in.
 */
public record Backfills(Tool tool, AroundFile around) {
  private static final Logger LOG = LoggerFactory.getLogger(Backfills.class);
  private static final int TOLD = 20;

  /**
   * Brings the file to its end, with its rows in ledger and history.
   *
   * @param session of its own, in autocommit
   * @param text what is run, with everything replaced that the tool replaces
   */
  public void run(Connection session, MigrationFile file, String text)
      throws SQLException, FileFailure {
    Backfill backfill = Backfill.of(text);
    try {
      session.setAutoCommit(false);
      around.before(file, session);
      Statements.searchPath(session, tool.place());
      mustBeIndexed(session, backfill, file);
      session.commit();
      Optional<Progress> progress = unedited(around.ledger().backfills().of(file.name()), file);
      progress.ifPresent(done -> LOG.info("{} goes on after {} rows", file.name(), done.rows()));
      batches(session, file, backfill, progress);
      around.after(file, session);
      around.ledger().backfills().done(session, file.name());
      tool.record(session, file);
      session.commit();
    } catch (SQLException e) {
      throw Statements.failure(file, 0, e);
    }
  }

  private void batches(
      Connection session, MigrationFile file, Backfill backfill, Optional<Progress> begun)
      throws SQLException {
    BackfillLedger ledger = around.ledger().backfills();
    Optional<Progress> progress = begun;
    Throttle throttle =
        new Throttle(
            around.ledger().connection(),
            around.clock(),
            around.halt(),
            around.report(),
            around.limits().replicaLag());
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      for (int batch = 1; ; batch++) {
        around.mustGoOn(file, session);
        Optional<String> after = literal(statement, progress.map(Progress::cursor));
        Optional<String> upTo = next(statement, backfill, after, throttle);
        if (upTo.isEmpty()) {
          return;
        }
        long rows = statement.executeLargeUpdate(backfill.of(after, quoted(statement, upTo.get())));
        progress =
            Optional.of(
                new Progress(
                    file.checksum(), upTo.get(), rows + progress.map(Progress::rows).orElse(0L)));
        ledger.move(session, file.name(), progress.get());
        int waiting = Throttle.waitingFor(session);
        session.commit();
        told(file, batch, progress.get());
        throttle.rest(backfill.pause(), waiting);
      }
    }
  }

  private void told(MigrationFile file, int batch, Progress progress) {
    around.report().tells(List.of(progress.rows() + " rows are done, up to " + progress.cursor()));
    if (batch % TOLD == 0) {
      LOG.info("{}: {} rows are done", file.name(), progress.rows());
    }
  }

  private static Optional<String> next(
      Statement statement, Backfill backfill, Optional<String> after, Throttle throttle)
      throws SQLException {
    int size = throttle.size(backfill.size());
    try (ResultSet row = statement.executeQuery(backfill.next(after, size))) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  private static Optional<Progress> unedited(Optional<Progress> progress, MigrationFile file) {
    if (progress.isPresent() && progress.get().checksum() != file.checksum()) {
      throw new Stop(
          Verdict.Failed,
          file.name()
              + " was edited after its old text had changed "
              + progress.get().rows()
              + " rows; bring the text back, and put the change into a new file");
    }
    return progress;
  }

  /** Without an index every range reads the whole table, and rows with NULL are in no range. */
  private static void mustBeIndexed(Connection session, Backfill backfill, MigrationFile file)
      throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement(
            "SELECT to_regclass(?) IS NULL OR EXISTS (SELECT FROM pg_index i"
                + " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
                + " WHERE i.indrelid = to_regclass(?) AND a.attname = ? AND a.attnotnull"
                + " AND i.indisvalid AND i.indpred IS NULL)")) {
      statement.setString(1, backfill.table());
      statement.setString(2, backfill.table());
      statement.setString(3, backfill.column());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          throw new Stop(
              Verdict.Failed,
              "%s is done in batches by %s, which needs to be NOT NULL and to have an index"
                  .formatted(file.name(), backfill.column()));
        }
      }
    }
  }

  private static Optional<String> literal(Statement statement, Optional<String> text)
      throws SQLException {
    return text.isPresent() ? Optional.of(quoted(statement, text.get())) : Optional.empty();
  }

  private static String quoted(Statement statement, String text) throws SQLException {
    return statement.enquoteLiteral(text);
  }
}
