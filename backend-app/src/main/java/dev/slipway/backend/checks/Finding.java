package dev.slipway.backend.checks;

import java.util.Locale;

/**
 * One line of a check.
 *
 * @param subject what was looked at, one word
 * @param sentence what was found and, for a fault, what to do
 */
public record Finding(Verdict verdict, String subject, String sentence) {

  /** How bad it is. */
  public enum Verdict {
    OK,
    /** Worth knowing; not a reason to stop. */
    NOTE,
    FAULT
  }

  static Finding ok(String subject, String sentence) {
    return new Finding(Verdict.OK, subject, sentence);
  }

  static Finding note(String subject, String sentence) {
    return new Finding(Verdict.NOTE, subject, sentence);
  }

  static Finding fault(String subject, String sentence) {
    return new Finding(Verdict.FAULT, subject, sentence);
  }

  public boolean isFault() {
    return verdict == Verdict.FAULT;
  }

  /** The line that people read. */
  public String line() {
    return "%-6s%-13s%s".formatted(verdict.name().toLowerCase(Locale.ROOT), subject, sentence);
  }
}
