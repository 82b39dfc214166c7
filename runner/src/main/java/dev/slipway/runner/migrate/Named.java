package dev.slipway.runner.migrate;

import java.util.List;

/** The first of many names, in a sentence that has to fit into a message. */
final class Named {
  private static final int MOST = 10;
  private static final int LONGEST = 300;

  private Named() {}

  /** One at least, and how many there are more. */
  static String firstOf(List<String> names) {
    StringBuilder words = new StringBuilder(names.getFirst());
    int named = 1;
    while (named < Math.min(MOST, names.size())
        && words.length() + names.get(named).length() + 2 <= LONGEST) {
      words.append(", ").append(names.get(named));
      named++;
    }
    return named == names.size()
        ? words.toString()
        : words + " +" + (names.size() - named) + " more";
  }
}
