package dev.slipway.operator.release;

import java.time.Instant;

/**
 * One try at a plan.
 *
 * @param number the revision's number; names of children are made from it
 * @param id unique for this try; the ledger in the database knows the try by it
 * @param planHash the plan that is tried
 * @param startedAt when the try was recorded
 * @param oldReady pods of the serving version that were ready before anything changed
 * @param schemaChanged whether a migration of this try may have changed the database
 * @param baseline how the serving version answered before anything changed
 */
public record Attempt(
    int number,
    String id,
    String version,
    String planHash,
    Instant startedAt,
    int oldReady,
    boolean schemaChanged,
    Baseline baseline) {

  /** A try before which nobody looked at answers. */
  public Attempt(
      int number,
      String id,
      String version,
      String planHash,
      Instant startedAt,
      int oldReady,
      boolean schemaChanged) {
    this(number, id, version, planHash, startedAt, oldReady, schemaChanged, Baseline.UNKNOWN);
  }

  /** The same, with a schema that is another one than before it. */
  public Attempt changingSchema() {
    return new Attempt(number, id, version, planHash, startedAt, oldReady, true, baseline);
  }

  Attempt measured(int readyNow) {
    return new Attempt(number, id, version, planHash, startedAt, readyNow, schemaChanged, baseline);
  }

  /** The baseline to compare with is the old version just before anything changes. */
  Attempt measured(Workload old) {
    return new Attempt(
        number,
        id,
        version,
        planHash,
        startedAt,
        old.ready(),
        schemaChanged,
        old.answers().baseline());
  }

  Revision revision() {
    return new Revision(number, version, planHash);
  }
}
