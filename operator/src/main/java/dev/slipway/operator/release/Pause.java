package dev.slipway.operator.release;

/** A person has stopped the way forward; the way back stays open. */
final class Pause {
  private Pause() {}

  static Decision holding(Memory memory, Observation seen) {
    return Decision.of(memory, Reason.PAUSED, Reason.PAUSED.text())
        .wakingAt(seen.now().plus(Pace.IDLE));
  }
}
