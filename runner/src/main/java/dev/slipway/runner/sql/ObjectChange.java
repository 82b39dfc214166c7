package dev.slipway.runner.sql;

import org.jspecify.annotations.Nullable;

/**
 * What a statement outside a transaction does to an object of the catalog, so that the object tells
 * afterwards whether it was done. A schema of null means the default schema.
 */
public sealed interface ObjectChange {

  /**
   * {@code CREATE INDEX CONCURRENTLY}.
   *
   * @param tolerant IF NOT EXISTS was given
   */
  record BuildIndex(@Nullable String schema, String name, boolean tolerant)
      implements ObjectChange {}

  /**
   * {@code DROP INDEX CONCURRENTLY}.
   *
   * @param tolerant IF EXISTS was given
   */
  record DropIndex(@Nullable String schema, String name, boolean tolerant)
      implements ObjectChange {}

  /**
   * {@code ALTER TYPE … ADD VALUE}.
   *
   * @param tolerant IF NOT EXISTS was given
   */
  record AddEnumValue(@Nullable String schema, String type, String value, boolean tolerant)
      implements ObjectChange {}

  /** {@code ALTER TABLE … DETACH PARTITION … CONCURRENTLY}. */
  record DetachPartition(
      @Nullable String schema, String table, @Nullable String partitionSchema, String partition)
      implements ObjectChange {}

  /**
   * Maintenance that may be done once more at will, as {@code VACUUM} or {@code REINDEX
   * CONCURRENTLY}.
   */
  record Maintenance(String words) implements ObjectChange {}
}
