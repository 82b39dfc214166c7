package dev.slipway.backend.http;

import java.util.regex.Pattern;

/** Texts as JSON Schema and PostgreSQL see them, which is not always as Java does. */
public final class Texts {

  /**
   * The White_Space of Unicode; {@link String#strip} takes control characters and leaves U+00A0.
   */
  private static final Pattern AROUND =
      Pattern.compile("^\\s+|\\s+$", Pattern.UNICODE_CHARACTER_CLASS);

  private Texts() {}

  /** Without white space around it. */
  public static String stripped(String text) {
    return AROUND.matcher(text).replaceAll("");
  }

  /** In characters of Unicode: an octopus is one. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Whether a text is kept as it came: PostgreSQL refuses U+0000, and the driver writes half of a
   * surrogate pair as a question mark.
   */
  public static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
  }
}
