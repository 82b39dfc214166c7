package dev.slipway.runner.schema;

import dev.slipway.runner.sql.ObjectChange;
import dev.slipway.runner.sql.ObjectChange.AddEnumValue;
import dev.slipway.runner.sql.ObjectChange.BuildIndex;
import dev.slipway.runner.sql.ObjectChange.DetachPartition;
import dev.slipway.runner.sql.ObjectChange.DropIndex;
import dev.slipway.runner.sql.ObjectChange.Maintenance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a change outside a transaction was made. No transaction tells, but the catalog does.
 *
 * @param connection in autocommit
 */
record ObjectState(Connection connection, String defaultSchema) {

  Outcome of(ObjectChange change) throws SQLException {
    return switch (change) {
      case BuildIndex build ->
          switch (index(build.schema(), build.name())) {
            case "valid" -> Outcome.DONE;
            case "invalid" -> Outcome.HALF_DONE;
            default -> Outcome.NOT_DONE;
          };
      case DropIndex drop ->
          index(drop.schema(), drop.name()).equals("absent") ? Outcome.DONE : Outcome.NOT_DONE;
      case AddEnumValue add ->
          ask(
                      "SELECT 'there' FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid"
                          + " JOIN pg_namespace n ON n.oid = t.typnamespace"
                          + " WHERE n.nspname = ? AND t.typname = ? AND e.enumlabel = ?",
                      schema(add.schema()),
                      add.type(),
                      add.value())
                  .equals("there")
              ? Outcome.DONE
              : Outcome.NOT_DONE;
      case DetachPartition detach ->
          switch (partition(detach)) {
            case "attached" -> Outcome.NOT_DONE;
            case "pending" -> Outcome.HALF_DONE;
            default -> Outcome.DONE;
          };
      case Maintenance maintenance -> Outcome.AGAIN;
    };
  }

  /**
   * An index that another session is building right now counts as valid: it is not ours to drop.
   */
  private String index(@Nullable String schema, String name) throws SQLException {
    return ask(
        "SELECT CASE WHEN i.indisvalid OR EXISTS (SELECT FROM pg_stat_progress_create_index p"
            + " WHERE p.index_relid = c.oid) THEN 'valid' ELSE 'invalid' END FROM pg_index i"
            + " JOIN pg_class c ON c.oid = i.indexrelid"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = ? AND c.relname = ?",
        schema(schema),
        name);
  }

  private String partition(DetachPartition detach) throws SQLException {
    return ask(
        "SELECT CASE WHEN h.inhdetachpending THEN 'pending' ELSE 'attached' END FROM pg_inherits h"
            + " JOIN pg_class p ON p.oid = h.inhparent"
            + " JOIN pg_namespace pn ON pn.oid = p.relnamespace"
            + " JOIN pg_class c ON c.oid = h.inhrelid"
            + " JOIN pg_namespace cn ON cn.oid = c.relnamespace"
            + " WHERE pn.nspname = ? AND p.relname = ? AND cn.nspname = ? AND c.relname = ?",
        schema(detach.schema()),
        detach.table(),
        schema(detach.partitionSchema()),
        detach.partition());
  }

  String schema(@Nullable String written) {
    return written == null ? defaultSchema : written;
  }

  private String ask(String question, String... names) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      for (int i = 0; i < names.length; i++) {
        statement.setString(i + 1, names[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "absent";
      }
    }
  }
}
