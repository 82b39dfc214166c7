package dev.slipway.runner.migrate;

import dev.slipway.runner.ledger.CatalogLedger;
import dev.slipway.runner.ledger.Ledger;
import dev.slipway.runner.schema.Fingerprint;
import dev.slipway.runner.schema.KeptCatalog;
import dev.slipway.runner.schema.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What others have changed in the schemas that are ours since the last run of a history. */
final class Between {
  private static final String CHANGED =
      "SchemaChangedByOthers: before this run the schema was no longer as the last release left it";

  private static final String NAMELESS =
      " (which objects can be told once the migrator may write the table slipway.catalog)";

  private Between() {}

  /**
   * One sentence; empty where nothing has changed, or nobody can tell.
   *
   * @param session in autocommit
   * @param now before anything is applied
   */
  static Optional<String> sentence(Ledger ledger, Connection session, Place place, Fingerprint now)
      throws SQLException {
    Optional<String> left = ledger.lastFingerprint();
    if (left.isEmpty() || left.get().equals(now.digest())) {
      return Optional.empty();
    }
    CatalogLedger catalog = ledger.catalog();
    Optional<KeptCatalog> kept = catalog.kept(left.get());
    if (kept.isEmpty()) {
      return Optional.of(CHANGED + (catalog.available() ? "" : NAMELESS));
    }
    List<String> changed = kept.get().changedUntil(now, session, place);
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(CHANGED + ": " + Named.firstOf(changed));
  }
}
