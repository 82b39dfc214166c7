package dev.slipway.api.crd;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a description of Kubernetes down to what fits: a CRD must stay below 256 KB to be applied.
 */
final class FirstSentence {
  private static final Pattern END = Pattern.compile("(?<!e\\.g|i\\.e|etc|vs)\\.(?=\\s)|\\n");

  private FirstSentence() {}

  static String of(String description) {
    Matcher end = END.matcher(description);
    String sentence = end.find() ? description.substring(0, end.start()) : description;
    return sentence.isEmpty() || sentence.endsWith(".") ? sentence : sentence + ".";
  }
}
