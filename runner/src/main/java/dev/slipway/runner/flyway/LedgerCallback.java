package dev.slipway.runner.flyway;

import dev.slipway.runner.Halt;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.ledger.Fence;
import dev.slipway.runner.ledger.FileLedger;
import dev.slipway.runner.ledger.FileRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around each file. With the transactional lock off, Flyway calls these two events on the
 * migration's connection, inside its transaction, so fence and ledger row commit or vanish with the
 * change and its history row.
 */
public final class LedgerCallback extends BaseCallback {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerCallback.class);

  private final FileLedger ledger;
  private final Fence fence;
  private final IndexFiles indexes;
  private final Halt halt;

  public LedgerCallback(FileLedger ledger, Fence fence, IndexFiles indexes, Halt halt) {
    this.ledger = ledger;
    this.fence = fence;
    this.indexes = indexes;
    this.halt = halt;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public void handle(Event event, Context context) {
    MigrationFile file = MigrationFile.of(context.getMigrationInfo());
    try {
      if (event == Event.BEFORE_EACH_MIGRATE) {
        before(file, context.getConnection());
      } else {
        after(file, context.getConnection());
      }
    } catch (SQLException e) {
      throw new FlywayException("ledger of " + file.name(), e);
    }
  }

  private void before(MigrationFile file, Connection connection) throws SQLException {
    if (halt.requested()) {
      throw new Stop(Verdict.Unreachable, "the pod was asked to end before " + file.name());
    }
    LOG.info("{} begins", file.name());
    if (file.transactional()) {
      fence.check(connection);
      limitLocks(connection, "2s");
    } else {
      indexes.prepare(file);
      fence.check(ledger.connection());
      ledger.write(ledger.connection(), row(file, FileRow.State.RUNNING));
      // It waits for all older transactions, and giving up leaves an invalid index behind.
      limitLocks(connection, "30s");
    }
  }

  private void after(MigrationFile file, Connection connection) throws SQLException {
    if (file.transactional()) {
      resetRole(connection);
      fence.check(connection);
      ledger.write(connection, row(file, FileRow.State.APPLIED));
    } else {
      indexes.mustBeDone(file);
      ledger.write(ledger.connection(), row(file, FileRow.State.APPLIED));
    }
    LOG.info("{} is done", file.name());
  }

  private FileRow row(MigrationFile file, FileRow.State state) {
    return ledger.row(file.name(), file.version(), file.checksum(), state, file.transactional());
  }

  private static void limitLocks(Connection connection, String time) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '" + time + "'");
    }
  }

  /** A file may have changed to a role that must not write the ledger or the history. */
  private static void resetRole(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("RESET ROLE");
    }
  }
}
