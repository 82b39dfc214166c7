package dev.slipway.operator.kubernetes.wire;

/** A status that this version of the operator did not write; whoever reads it pauses. */
public final class UnknownWriting extends RuntimeException {
  public UnknownWriting(String what) {
    super("this status was written by another version of the operator: " + what);
  }
}
