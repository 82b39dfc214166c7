package dev.slipway.operator.release;

import java.time.Instant;
import java.util.Optional;

/**
 * What people have said and what came of it.
 *
 * @param answer to the last instruction
 * @param pausedAt since when nothing goes forward, by a person's wish
 * @param ruling answer to the last {@link Ruling}, whose id is the answer's text
 */
public record Heard(
    Optional<Instruction.Answer> answer,
    Optional<Instant> pausedAt,
    Optional<Instruction.Answer> ruling) {
  /** Nobody has said anything. */
  public static final Heard NOTHING =
      new Heard(Optional.empty(), Optional.empty(), Optional.empty());

  Heard answering(Instruction.Answer given) {
    return new Heard(Optional.of(given), pausedAt, ruling);
  }

  Heard ruling(Instruction.Answer given) {
    return new Heard(answer, pausedAt, Optional.of(given));
  }

  Heard pausedAt(Instant now) {
    return new Heard(answer, Optional.of(now), ruling);
  }

  Heard going() {
    return new Heard(answer, Optional.empty(), ruling);
  }

  /** Whether the ruling of this id has been dealt with. */
  public boolean ruled(String id) {
    return ruling.filter(given -> given.text().equals(id)).isPresent();
  }

  /** Whether the instruction with these words has been dealt with. */
  public boolean answered(String text) {
    return answer.filter(given -> given.text().equals(text)).isPresent();
  }
}
