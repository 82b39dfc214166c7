package dev.slipway.backend.schema;

import java.util.Locale;

/** Where the schema stands, compared with what this build needs. */
public enum SchemaState {
  /** Applied is what is needed, no more and no less. */
  CURRENT,
  /** All that is needed is applied, and later versions too. */
  AHEAD,
  /** Something that is needed is not applied. */
  BEHIND,
  /** A needed migration is recorded as failed. */
  FAILED,
  /** There is no history table. */
  MISSING,
  /** The history table may not be read by this role. */
  UNREADABLE,
  /** The database did not answer in time. */
  UNREACHABLE,
  /** Nobody asked for a comparison. */
  UNCHECKED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
