package dev.slipway.operator.release;

import java.time.Instant;
import java.util.List;

/**
 * A decision that only a person can take, as an object of its own. Whether its author may decide
 * that was checked before it came here.
 *
 * @param id tells it from every other one, also from a later one of its name
 * @param attempt the attempt it speaks of; for another one it is void
 * @param by who decided
 * @param why in the author's words
 * @param applied files that are in the database although nobody has recorded them
 * @param at when it was made, to the second
 */
public record Ruling(
    String id, Verb verb, int attempt, String by, String why, List<String> applied, Instant at) {

  /** What is ruled. */
  public enum Verb {
    /** What a migration did. */
    RESOLVE,
    /** That an attempt may pass its gates; whether enough have said so is seen by the gate. */
    APPROVE
  }

  public Ruling {
    applied = List.copyOf(applied);
  }

  Acceptance acceptance() {
    return new Acceptance(by, applied);
  }

  /**
   * What a person vouches for.
   *
   * @param by who
   * @param files that are in as a whole; of all other ones nothing is
   */
  public record Acceptance(String by, List<String> files) {
    public Acceptance {
      files = List.copyOf(files);
    }
  }
}
