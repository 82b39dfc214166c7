package dev.slipway.faults.database;

/** What goes wrong with the migration of release 2, whatever the plan breaks besides. */
public enum Misfortune {
  NONE,
  /** Its first run is killed in its second file, which leaves no result. */
  KILLED,
  /** Its second file fails; its first one stays in. */
  FAILS
}
