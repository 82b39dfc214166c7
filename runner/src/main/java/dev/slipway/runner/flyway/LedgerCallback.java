package dev.slipway.runner.flyway;

import dev.slipway.runner.tool.AroundFile;
import dev.slipway.runner.tool.MigrationFile;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * With the transactional lock off, Flyway calls these two events on the migration's connection,
 * inside its transaction.
 */
final class LedgerCallback extends BaseCallback {
  private final AroundFile around;

  LedgerCallback(AroundFile around) {
    this.around = around;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public void handle(Event event, Context context) {
    MigrationFile file = FlywayFile.of(context.getMigrationInfo());
    try {
      if (event == Event.BEFORE_EACH_MIGRATE) {
        around.before(file, context.getConnection());
      } else {
        around.after(file, context.getConnection());
      }
    } catch (SQLException e) {
      throw new FlywayException("ledger of " + file.name(), e);
    }
  }
}
