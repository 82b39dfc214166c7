package dev.slipway.operator.analysis;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One sample of the Prometheus text format, {@code name{label="value"} 12 1700000000000}; what
 * follows the value (a timestamp, an exemplar) is left aside.
 */
record SampleLine(String name, Map<String, String> labels, double value) {

  /** Empty for comments, blank lines and whatever is no sample. */
  static Optional<SampleLine> parse(String line) {
    try {
      return new Cursor(line).sample();
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** The metric's name with which a line begins; empty where it begins with none. */
  static String name(String line) {
    return new Cursor(line).name();
  }

  /** A number as the format writes it; empty where it is none, or NaN. */
  static OptionalDouble number(String word) {
    try {
      var number = Cursor.number(word);
      return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static final class Cursor {
    private final String line;
    private int at;

    Cursor(String line) {
      this.line = line.strip();
    }

    Optional<SampleLine> sample() {
      var name = name();
      if (name.isEmpty()) {
        return Optional.empty();
      }
      blanks();
      var labels = new TreeMap<String, String>();
      if (line.charAt(at) == '{' && !readLabels(labels)) {
        return Optional.empty();
      }
      blanks();
      return Optional.of(new SampleLine(name, labels, number(word())));
    }

    /** Reads up to the closing brace; false where the line is none of ours. */
    private boolean readLabels(Map<String, String> labels) {
      at++;
      while (true) {
        blanks();
        if (line.charAt(at) == '}') {
          at++;
          return true;
        }
        var key = name();
        blanks();
        if (key.isEmpty() || line.charAt(at++) != '=') {
          return false;
        }
        blanks();
        if (line.charAt(at++) != '"') {
          return false;
        }
        labels.put(key, quoted());
        blanks();
        if (line.charAt(at) == ',') {
          at++;
        } else if (line.charAt(at) != '}') {
          return false;
        }
      }
    }

    private String quoted() {
      var text = new StringBuilder();
      for (var c = line.charAt(at++); c != '"'; c = line.charAt(at++)) {
        if (c != '\\') {
          text.append(c);
          continue;
        }
        var escaped = line.charAt(at++);
        text.append(escaped == 'n' ? '\n' : escaped);
      }
      return text.toString();
    }

    private String name() {
      var start = at;
      while (at < line.length() && belongsToName(line.charAt(at), at == start)) {
        at++;
      }
      return line.substring(start, at);
    }

    private static boolean belongsToName(char c, boolean first) {
      return c == '_'
          || c == ':'
          || (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (!first && c >= '0' && c <= '9');
    }

    private String word() {
      var start = at;
      while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      return line.substring(start, at);
    }

    private void blanks() {
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
    }

    private static double number(String word) {
      return switch (word) {
        case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(word);
      };
    }
  }
}
