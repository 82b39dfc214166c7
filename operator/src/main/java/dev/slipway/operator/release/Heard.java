package dev.slipway.operator.release;

import java.time.Instant;
import java.util.Optional;

/**
 * What people have said and what came of it.
 *
 * @param answer to the last instruction
 * @param pausedAt since when nothing goes forward, by a person's wish
 */
public record Heard(Optional<Instruction.Answer> answer, Optional<Instant> pausedAt) {
  /** Nobody has said anything. */
  public static final Heard NOTHING = new Heard(Optional.empty(), Optional.empty());

  Heard answering(Instruction.Answer given) {
    return new Heard(Optional.of(given), pausedAt);
  }

  Heard pausedAt(Instant now) {
    return new Heard(answer, Optional.of(now));
  }

  Heard going() {
    return new Heard(answer, Optional.empty());
  }

  /** Whether the instruction with these words has been dealt with. */
  public boolean answered(String text) {
    return answer.filter(given -> given.text().equals(text)).isPresent();
  }
}
