package dev.slipway.faults;

import java.time.Duration;
import java.util.List;

/**
 * What came of a plan.
 *
 * @param struck false: its write never came, so it proves nothing
 * @param violations what was otherwise than it must be; empty: all is well
 */
record Verdict(Plan plan, boolean struck, Duration took, List<String> violations) {
  /** One that could not be played to its end, for example because the campaign was ended. */
  static Verdict unplayed(Plan plan, String why) {
    return new Verdict(plan, false, Duration.ZERO, List.of("it could not be played: " + why));
  }

  /** Whether it says anything of the operator; a plan of which nothing is said is played again. */
  boolean played() {
    return !took.isZero();
  }

  @Override
  public String toString() {
    var result = violations.isEmpty() ? (struck ? "ok" : "did not occur") : "VIOLATED";
    var lines = new StringBuilder("%-13s %4d s  %s".formatted(result, took.toSeconds(), plan));
    violations.forEach(each -> lines.append("\n      ").append(each));
    return lines.toString();
  }
}
