package dev.slipway.backend.schema;

import org.flywaydb.core.api.MigrationVersion;

/**
 * One row of Flyway's history that has a version; rows come in the order of installation.
 *
 * @param type Flyway's own word: SQL, JDBC, BASELINE, DELETE, UNDO_SQL …
 */
record HistoryRow(MigrationVersion version, String type, boolean success) {

  /** Versions up to a baseline count as applied although no row says so. */
  boolean isBaseline() {
    return type.endsWith("BASELINE");
  }

  /** The row takes an earlier row of the same version back. */
  boolean takesBack() {
    return type.equals("DELETE") || type.startsWith("UNDO");
  }
}
