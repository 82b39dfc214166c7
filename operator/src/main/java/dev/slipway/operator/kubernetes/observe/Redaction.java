package dev.slipway.operator.kubernetes.observe;

import dev.slipway.operator.kubernetes.wire.Sentence;
import java.util.regex.Pattern;

/** Words of others, fit to be shown: short, on one line, and without anything like a credential. */
public final class Redaction {
  private static final int LONGEST = 300;

  private static final Pattern USER_INFO = Pattern.compile("://[^/\\s@]+@");
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(password|passwd|pwd|secret|token|api[-_]?key|authorization)(\\s*[=:]\\s*)(\"[^\"]*\"|\\S+)");
  private static final Pattern LONG_CODE =
      Pattern.compile("(?<![A-Za-z0-9:@])[A-Za-z0-9+/]{48,}={0,2}");

  private Redaction() {}

  public static String of(String text) {
    var line = text.replaceAll("\\s+", " ").strip();
    line = USER_INFO.matcher(line).replaceAll("://***@");
    line = ASSIGNED.matcher(line).replaceAll("$1$2***");
    line = LONG_CODE.matcher(line).replaceAll("***");
    return Sentence.fitting(line, LONGEST);
  }
}
