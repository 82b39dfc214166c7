package dev.slipway.runner.directory;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number a file's name, or a row of a history table, begins with.
 *
 * @param text as it was written, for people
 */
record Version(BigInteger number, String text) implements Comparable<Version> {
  private static final Pattern LEADING = Pattern.compile("[0-9]{1,40}");

  /** Empty where it does not begin with a digit. */
  static Optional<Version> leading(String text) {
    Matcher digits = LEADING.matcher(text);
    return digits.lookingAt()
        ? Optional.of(new Version(new BigInteger(digits.group()), digits.group()))
        : Optional.empty();
  }

  boolean same(Version other) {
    return number.equals(other.number);
  }

  @Override
  public int compareTo(Version other) {
    return number.compareTo(other.number);
  }
}
