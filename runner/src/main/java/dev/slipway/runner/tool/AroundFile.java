package dev.slipway.runner.tool;

import dev.slipway.runner.Clock;
import dev.slipway.runner.Halt;
import dev.slipway.runner.Limits;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.ledger.Fence;
import dev.slipway.runner.ledger.FileLedger;
import dev.slipway.runner.ledger.FileRow;
import dev.slipway.runner.report.Report;
import dev.slipway.runner.schema.Meanwhile;
import dev.slipway.runner.schema.ObjectFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around each file. A tool calls it on the file's own connection, inside its transaction
 * where it has one, so that fence and ledger row commit or vanish with the change.
 *
 * @param limits of them the longest time of a statement in a transaction, and replicas' lag
 */
public record AroundFile(
    FileLedger ledger,
    Fence fence,
    ObjectFiles objects,
    Meanwhile meanwhile,
    Limits limits,
    Halt halt,
    Clock clock,
    Report report) {
  private static final Logger LOG = LoggerFactory.getLogger(AroundFile.class);

  public void before(MigrationFile file, Connection connection) throws SQLException {
    mustNotEnd(file);
    LOG.info("{} begins", file.name());
    report.begins(file.name());
    meanwhile.begins(file.transactional());
    if (file.transactional()) {
      fence.check(connection);
      limit(connection, "2s", limits.statement().toMillis());
    } else {
      objects.prepare(file.name(), file.script());
      fence.check(ledger.connection());
      ledger.write(ledger.connection(), row(file, FileRow.State.RUNNING));
      // It waits for all older transactions, and giving up leaves an invalid index behind.
      limit(connection, ObjectFiles.PATIENCE, 0);
    }
  }

  public void after(MigrationFile file, Connection connection) throws SQLException {
    if (file.transactional()) {
      Statements.restore(connection);
      fence.check(connection);
      meanwhile.ends(true, file.script());
      ledger.write(connection, row(file, FileRow.State.APPLIED));
    } else {
      objects.mustBeDone(file.name(), file.script());
      meanwhile.ends(false, file.script());
      ledger.write(ledger.connection(), row(file, FileRow.State.APPLIED));
    }
    LOG.info("{} is done", file.name());
  }

  /** Before each batch of a file, inside its transaction. */
  void mustGoOn(MigrationFile file, Connection connection) throws SQLException {
    mustNotEnd(file);
    fence.check(connection);
  }

  private void mustNotEnd(MigrationFile file) {
    if (halt.requested()) {
      throw new Stop(Verdict.Unreachable, "the pod was asked to end before " + file.name());
    }
  }

  private FileRow row(MigrationFile file, FileRow.State state) {
    return ledger.row(file.name(), file.version(), file.checksum(), state, file.transactional());
  }

  private static void limit(Connection connection, String locks, long statementMillis)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET lock_timeout = '" + locks + "'; SET statement_timeout = " + statementMillis);
    }
  }
}
