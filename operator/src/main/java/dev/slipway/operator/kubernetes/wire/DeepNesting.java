package dev.slipway.operator.kubernetes.wire;

/** Something is nested deeper than any pod template; reading it would exhaust the stack. */
final class DeepNesting extends RuntimeException {
  DeepNesting(int most) {
    super("it is nested deeper than " + most + " levels");
  }
}
