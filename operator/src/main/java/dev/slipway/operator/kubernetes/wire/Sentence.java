package dev.slipway.operator.kubernetes.wire;

/** Messages for people, in the length the schema allows. */
public final class Sentence {
  private static final int LONGEST = 1024;

  private Sentence() {}

  public static String fitting(String text) {
    return fitting(text, LONGEST);
  }

  public static String fitting(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
