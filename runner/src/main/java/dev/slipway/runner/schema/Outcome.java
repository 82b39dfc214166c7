package dev.slipway.runner.schema;

/** Whether a file's change outside a transaction is in. */
public enum Outcome {
  DONE,
  NOT_DONE,
  /** Something is left that has to be put in order before the file is tried again. */
  HALF_DONE,
  /** It does not matter: it may be done once more. */
  AGAIN,
  UNKNOWN
}
