package dev.slipway.runner.sql;

import dev.slipway.runner.sql.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads SQL as PostgreSQL's scanner does: comments nest, dollar quotes have tags. */
final class Tokens {
  private final String sql;
  private final List<Token> found = new ArrayList<>();

  /** A file of data has a million words, and few different ones. */
  private final Map<String, String> words = new HashMap<>();

  private @Nullable Unclosed unclosed;
  private int at;
  private int line;

  private Tokens(String sql, int firstLine) {
    this.sql = sql;
    this.line = firstLine;
  }

  /** What begins and has no end before the file's. */
  record Unclosed(String what, int line) {}

  static Tokens of(String sql, int firstLine) {
    Tokens tokens = new Tokens(sql, firstLine);
    while (tokens.at < sql.length()) {
      tokens.next();
    }
    return tokens;
  }

  List<Token> all() {
    return found;
  }

  Optional<Unclosed> unclosed() {
    return Optional.ofNullable(unclosed);
  }

  private void next() {
    char c = sql.charAt(at);
    if (Character.isWhitespace(c)) {
      step(1);
    } else if (sql.startsWith("--", at)) {
      step(until("\n", at));
    } else if (sql.startsWith("/*", at)) {
      step(comment());
    } else if (c == '\'') {
      quoted(Kind.STRING, '\'', escapes());
    } else if (c == '"') {
      quoted(Kind.QUOTED_NAME, '"', false);
    } else if (c == '$' && dollarTag() > 0) {
      dollarQuoted(dollarTag());
    } else if (isWordStart(c)) {
      word();
    } else if (Character.isDigit(c)) {
      number();
    } else {
      found.add(new Token(Kind.SYMBOL, known(String.valueOf(c)), line, at, at + 1));
      step(1);
      if (c == ';') {
        copiedRows();
      }
    }
  }

  private void word() {
    int end = at;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    String text = known(sql.substring(at, end).toUpperCase(Locale.ROOT));
    found.add(new Token(Kind.WORD, text, line, at, end));
    step(end - at);
  }

  private void number() {
    int end = at;
    while (end < sql.length() && Character.isDigit(sql.charAt(end))) {
      end++;
    }
    found.add(new Token(Kind.SYMBOL, known(sql.substring(at, end)), line, at, end));
    step(end - at);
  }

  private String known(String text) {
    return words.computeIfAbsent(text, word -> word);
  }

  private void mustEnd(boolean ends, String what) {
    if (!ends && unclosed == null) {
      unclosed = new Unclosed(what, line);
    }
  }

  private void quoted(Kind kind, char quote, boolean escapes) {
    StringBuilder text = new StringBuilder();
    int end = at + 1;
    while (end < sql.length()) {
      char c = sql.charAt(end);
      if (escapes && c == '\\') {
        end++;
      } else if (c == quote) {
        if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
          end++;
        } else {
          break;
        }
      }
      if (end < sql.length()) {
        text.append(sql.charAt(end));
      }
      end++;
    }
    mustEnd(end < sql.length(), kind == Kind.STRING ? "a string" : "a quoted name");
    int stop = Math.min(end + 1, sql.length());
    found.add(new Token(kind, text.toString(), line, at, stop));
    step(stop - at);
  }

  /** An E directly before the quote makes the backslash an escape. */
  private boolean escapes() {
    boolean afterE = at > 0 && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e');
    boolean alone = at < 2 || !isWordPart(sql.charAt(at - 2));
    return afterE && alone;
  }

  private void dollarQuoted(int tagLength) {
    String tag = sql.substring(at, at + tagLength);
    int end = sql.indexOf(tag, at + tagLength);
    mustEnd(end >= 0, "a " + tag + " quote");
    int stop = end < 0 ? sql.length() : end;
    int after = Math.min(stop + tagLength, sql.length());
    found.add(new Token(Kind.DOLLAR_STRING, sql.substring(at + tagLength, stop), line, at, after));
    step(after - at);
  }

  /** Length of {@code $tag$} here, or 0: {@code $1} is a parameter. */
  private int dollarTag() {
    int end = at + 1;
    while (end < sql.length() && sql.charAt(end) != '$') {
      char c = sql.charAt(end);
      if (!isWordPart(c) || (end == at + 1 && Character.isDigit(c))) {
        return 0;
      }
      end++;
    }
    return end < sql.length() ? end + 1 - at : 0;
  }

  private int comment() {
    int depth = 0;
    int end = at;
    do {
      if (sql.startsWith("/*", end)) {
        depth++;
        end += 2;
      } else if (sql.startsWith("*/", end)) {
        depth--;
        end += 2;
      } else {
        end++;
      }
    } while (depth > 0 && end < sql.length());
    mustEnd(depth == 0, "a comment");
    return Math.min(end, sql.length()) - at;
  }

  /** After {@code COPY … FROM STDIN;} come rows, not SQL, up to a line with a backslash and dot. */
  private void copiedRows() {
    int start = found.size() - 2;
    while (start >= 0 && !found.get(start).is(";")) {
      start--;
    }
    List<Token> statement = found.subList(start + 1, found.size());
    if (statement.getFirst().is("COPY") && statement.stream().anyMatch(t -> t.is("STDIN"))) {
      step(Math.min(until("\n\\.", at) + 3, sql.length() - at));
    }
  }

  private int until(String text, int from) {
    int end = sql.indexOf(text, from);
    return (end < 0 ? sql.length() : end) - at;
  }

  private void step(int length) {
    for (int i = at; i < at + length; i++) {
      if (sql.charAt(i) == '\n') {
        line++;
      }
    }
    at += length;
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_' || c > 127;
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || Character.isDigit(c) || c == '$';
  }
}
