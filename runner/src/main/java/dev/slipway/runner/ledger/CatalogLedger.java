package dev.slipway.runner.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.database.Fault;
import dev.slipway.runner.schema.Fingerprint;
import dev.slipway.runner.schema.KeptCatalog;
import dev.slipway.runner.schema.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the last run of a history has left in the catalog: one row for each history, written over by
 * the next run. It only serves to tell which objects others have changed, so that nothing fails
 * where it is missing: a ledger that a DBA has made before may have no table for it.
 */
public record CatalogLedger(Connection connection, Run run, String history) {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogLedger.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether there is a place for it that this role may read and write. */
  public boolean available() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid,"
                    + " 'INSERT') AND has_table_privilege(c.oid, 'UPDATE') FROM pg_class c"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = 'slipway' AND c.relname = 'catalog'")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * What was kept with this fingerprint. A run of an older Slipway keeps nothing, so that what is
   * there may be older than the last run.
   */
  public Optional<KeptCatalog> kept(String fingerprint) throws SQLException {
    if (!available()) {
      return Optional.empty();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT objects FROM slipway.catalog WHERE history = ? AND fingerprint = ?")) {
      statement.setString(1, history);
      statement.setString(2, fingerprint);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(JSON.readValue(row.getString(1), KeptCatalog.class))
            : Optional.empty();
      }
    } catch (JsonProcessingException e) {
      LOG.info("what another version of the runner has kept of the catalog cannot be read");
      return Optional.empty();
    }
  }

  /** Keeps what this run leaves, unless a later one has taken its place. */
  public void keep(Place place, Fingerprint left) {
    try {
      if (available()) {
        write(left.digest(), JSON.writeValueAsString(KeptCatalog.of(connection, place, left)));
      }
    } catch (SQLException e) {
      LOG.warn("what is left in the catalog is not kept: {}", Fault.of(e).text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names and digests are always writable", e);
    }
  }

  private void write(String fingerprint, String objects) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO slipway.catalog (history, fingerprint, objects) SELECT ?, ?, ?::json"
                + " WHERE EXISTS (SELECT FROM slipway.attempt"
                + " WHERE release = ? AND seq = ? AND state = ?)"
                + " ON CONFLICT (history) DO UPDATE SET fingerprint = excluded.fingerprint,"
                + " objects = excluded.objects, at = clock_timestamp()")) {
      statement.setString(1, history);
      statement.setString(2, fingerprint);
      statement.setString(3, objects);
      statement.setString(4, run.release());
      statement.setLong(5, run.seq());
      statement.setString(6, Ledger.RUNNING);
      statement.executeUpdate();
    }
  }
}
