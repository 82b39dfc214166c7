package dev.slipway.runner.sql;

import org.jspecify.annotations.Nullable;

/**
 * A name in a statement, maybe with its schema.
 *
 * @param next place of the token after it
 */
record Name(@Nullable String schema, String name, int next) {

  static Name at(Statement statement, int place) {
    String first = statement.tokens().get(place).name();
    boolean qualified = statement.is(place + 1, ".") && place + 2 < statement.tokens().size();
    return qualified
        ? new Name(first, statement.tokens().get(place + 2).name(), place + 3)
        : new Name(null, first, place + 1);
  }
}
