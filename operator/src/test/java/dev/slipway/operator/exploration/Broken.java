package dev.slipway.operator.exploration;

/** A promise is broken; the message names it and says how. */
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1;

  Broken(String promise) {
    super(promise);
  }

  static void unless(boolean kept, String promise) {
    if (!kept) {
      throw new Broken(promise);
    }
  }
}
