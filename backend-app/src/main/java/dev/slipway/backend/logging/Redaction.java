package dev.slipway.backend.logging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Blots secrets out of text that is about to leave the process (R15), whoever put them there. */
public final class Redaction {

  private static final String BLOT = "***";

  /** Shorter texts appear in innocent words. */
  private static final int LEAST = 4;

  /** Three parts in base64url of which the first is a JSON object: a signed token. */
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{5,}\\.[\\w-]{5,}(\\.[\\w-]*)?");

  private static final Pattern LOGIN_IN_URL = Pattern.compile("(://)[^/@\\s\"']*:[^/@\\s\"']*@");

  private final List<String> secrets;

  /**
   * @param secrets as the environment gives them; they are found percent-encoded, too
   */
  public Redaction(Collection<String> secrets) {
    // Longest first, so that a secret inside another does not leave the rest of it visible.
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= LEAST)
            .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
            .distinct()
            .sorted((a, b) -> Integer.compare(b.length(), a.length()))
            .toList();
  }

  public String of(String text) {
    String result = text;
    for (String secret : secrets) {
      result = result.replace(secret, BLOT);
    }
    if (result.contains("eyJ")) {
      result = TOKEN.matcher(result).replaceAll(BLOT);
    }
    if (result.contains("://")) {
      result = LOGIN_IN_URL.matcher(result).replaceAll("$1" + BLOT + "@");
    }
    return result;
  }
}
