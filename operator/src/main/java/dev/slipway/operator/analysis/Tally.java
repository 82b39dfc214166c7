package dev.slipway.operator.analysis;

import java.util.Collection;

/** Answers counted, and how many of them were errors (5xx). */
record Tally(long answers, long errors) {
  static final Tally NONE = new Tally(0, 0);

  static Tally sum(Collection<Tally> parts) {
    return parts.stream().reduce(NONE, Tally::plus);
  }

  Tally plus(Tally other) {
    return new Tally(answers + other.answers, errors + other.errors);
  }

  /** Between 0 and 1; 0 where nothing was counted. */
  double rate() {
    return answers == 0 ? 0 : (double) errors / answers;
  }
}
