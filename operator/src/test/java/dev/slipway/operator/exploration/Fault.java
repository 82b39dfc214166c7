package dev.slipway.operator.exploration;

/** Everything that may go wrong or change; a world has a budget for each. */
enum Fault {
  /** An operator stands still or dies between two effects, or starts anew. */
  PAUSE,
  /** An operator reads a status that is one or two versions old. */
  STALE_STATUS,
  /** An operator sees Deployments as they were one change ago. */
  STALE_CHILDREN,
  /** A Job fails, dies, finds no database, is started twice or never. */
  JOB,
  /** A pod crashes or turns unready. */
  POD,
  /** The metrics say something else. */
  METRIC,
  /** Somebody asks for another version. */
  SPEC,
  /** An autoscaler asks for another size. */
  SCALE,
  /** Somebody writes a request. */
  REQUEST,
  /** Somebody looks into the database and says what a migration did. */
  RULING,
  /** Somebody deletes a child. */
  DELETE,
  /** The status is wiped, or the release is deleted and made anew. */
  LOSS
}
