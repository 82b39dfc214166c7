package dev.slipway.operator.release;

import java.util.Optional;

/**
 * What a person asks of a release, beyond its spec. It stays where it was written; that it has been
 * dealt with is known by its text, which the answer repeats.
 */
public sealed interface Instruction {

  /**
   * The words as they were written; a word of its own for each instruction tells two alike apart.
   */
  String text();

  /** What can be asked for. */
  enum Verb {
    PAUSE,
    RESUME,
    PROMOTE,
    ROLLBACK,
    RETRY
  }

  /**
   * An instruction that can be read.
   *
   * @param attempt the attempt it speaks of; for another one it is void
   * @param to the revision to go back to, where one is named
   * @param way how to go back from the serving revision; empty where the records do not tell
   */
  record Given(String text, Verb verb, int attempt, Optional<Integer> to, Optional<Way> way)
      implements Instruction {}

  /** Words that make no instruction. */
  record Unreadable(String text, String why) implements Instruction {}

  /**
   * A way back from a revision that has long been promoted.
   *
   * @param from the attempt that made the serving revision
   * @param plan its plan
   * @param to a revision that has served before
   */
  record Way(Attempt from, Plan plan, Revision to) {}

  /**
   * What became of an instruction.
   *
   * @param text the words of the instruction
   */
  record Answer(String text, boolean accepted, String message, java.time.Instant at) {}
}
