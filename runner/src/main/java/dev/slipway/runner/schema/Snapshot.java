package dev.slipway.runner.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schemas that are ours at one moment.
 *
 * @param invalidIndexes that nobody is building
 * @param unvalidated constraints that were added NOT VALID
 */
public record Snapshot(
    Fingerprint fingerprint, Set<String> invalidIndexes, Set<String> unvalidated) {

  public static Snapshot of(Connection session, Place place) throws SQLException {
    Catalog catalog = new Catalog(session, place);
    return new Snapshot(
        Fingerprint.of(session, place), catalog.invalidIndexes(), catalog.unvalidatedConstraints());
  }

  /** Indexes that are invalid here and were not before. */
  public Set<String> newlyInvalid(Snapshot earlier) {
    return without(invalidIndexes, earlier.invalidIndexes);
  }

  /** Constraints that are not validated here and were not there before. */
  public Set<String> newlyUnvalidated(Snapshot earlier) {
    return without(unvalidated, earlier.unvalidated);
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
