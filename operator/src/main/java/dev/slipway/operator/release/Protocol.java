package dev.slipway.operator.release;

import java.time.Instant;

/**
 * The order in which a turn goes: observe, decide, write down, act. Only the one whose write was
 * accepted acts, or, where there was nothing to write, the one whose memory still stands. So two
 * operators at once, or one that dies between any two of these lines, do nothing twice, and one
 * that has slept through a change does nothing at all.
 */
public final class Protocol {
  private Protocol() {}

  /** Sees the world. */
  public interface Eyes {
    Observation look(Memory memory);
  }

  /** Keeps the memory; a write is accepted only if nobody wrote since it was read. */
  public interface Notebook {
    Memory read();

    /**
     * Writes by compare-and-swap.
     *
     * @return whether the write was accepted
     */
    boolean write(Memory next, Decision why, Observation seen);

    /** Whether what was read still stands, asked of the one who keeps it and of no copy. */
    boolean current();

    /** Shows people how things stand; nothing depends on it. */
    void show(Decision why, Observation seen);
  }

  /** Changes the world. An adjustment whose object has changed since it was seen does nothing. */
  public interface Hands {
    void act(Action action, Decision why, Observation seen);
  }

  /** Decides; {@link Release#decide} but where a test tries what a wrong answer would do. */
  @FunctionalInterface
  public interface Decider {
    Decision decide(Memory memory, Observation seen);
  }

  /**
   * One turn, as it went.
   *
   * @param before the memory it was decided on
   * @param accepted false: somebody else wrote in between, and nothing was done
   */
  public record Turn(Memory before, Observation seen, Decision decision, boolean accepted) {
    /** The same, looked at again then at the latest. */
    public Turn wakingAt(Instant at) {
      return new Turn(before, seen, decision.wakingAt(at), accepted);
    }
  }

  /** Takes one turn. */
  public static Turn turn(Eyes eyes, Notebook notebook, Hands hands) {
    return turn(eyes, notebook, hands, Release::decide);
  }

  /** Takes one turn with another answer to what is next. */
  public static Turn turn(Eyes eyes, Notebook notebook, Hands hands, Decider decider) {
    var memory = notebook.read();
    var seen = eyes.look(memory);
    var decision = numbered(decider.decide(memory, seen));
    if (!decision.next().equals(memory)) {
      if (!notebook.write(decision.next(), decision, seen)) {
        return new Turn(memory, seen, decision, false);
      }
    } else {
      if (!decision.actions().isEmpty() && !notebook.current()) {
        return new Turn(memory, seen, decision, false);
      }
      notebook.show(decision, seen);
    }
    decision.actions().forEach(action -> hands.act(action, decision, seen));
    return new Turn(memory, seen, decision, true);
  }

  /** An order counts up, so that the write naming it differs from whatever stood there before. */
  private static Decision numbered(Decision decision) {
    return decision.orders()
        ? new Decision(
            decision.next().ordering(),
            decision.actions(),
            decision.reason(),
            decision.message(),
            decision.wake())
        : decision;
  }
}
