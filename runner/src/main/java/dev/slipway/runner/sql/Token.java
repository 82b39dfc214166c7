package dev.slipway.runner.sql;

import java.util.Locale;

/**
 * A piece of SQL that means something.
 *
 * @param text words in upper case; literals without their quotes
 * @param line line of the file, from 1
 * @param from where it begins in the text
 * @param to where it ends
 */
record Token(Kind kind, String text, int line, int from, int to) {
  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    DOLLAR_STRING,
    SYMBOL
  }

  boolean is(String word) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(word);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  boolean isText() {
    return kind == Kind.STRING || kind == Kind.DOLLAR_STRING;
  }

  /** The name as PostgreSQL stores it: folded to lower case unless quoted. */
  String name() {
    return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text;
  }
}
