package dev.slipway.runner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One statement, never empty. */
record Statement(List<Token> tokens) {

  int line() {
    return tokens.getFirst().line();
  }

  boolean startsWith(String... words) {
    return wordsAt(0, words);
  }

  boolean startsWithAnyOf(Set<String> words) {
    return tokens.getFirst().kind() == Token.Kind.WORD && words.contains(tokens.getFirst().text());
  }

  boolean wordsAt(int index, String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!is(index + i, words[i])) {
        return false;
      }
    }
    return true;
  }

  boolean is(int index, String word) {
    return index >= 0 && index < tokens.size() && tokens.get(index).is(word);
  }

  boolean contains(String... words) {
    for (int i = 0; i < tokens.size(); i++) {
      if (wordsAt(i, words)) {
        return true;
      }
    }
    return false;
  }

  Statement from(int index) {
    return new Statement(tokens.subList(index, tokens.size()));
  }

  /** The parts between commas outside parentheses. */
  List<Statement> parts() {
    List<Statement> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i == tokens.size() || (depth == 0 && tokens.get(i).is(","))) {
        if (i > start) {
          parts.add(new Statement(tokens.subList(start, i)));
        }
        start = i + 1;
      } else {
        depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      }
    }
    return parts;
  }
}
