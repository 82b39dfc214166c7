package dev.slipway.operator.kubernetes.wire;

import dev.slipway.operator.release.Reason;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reasons by the word that stands on the wire. */
public final class Reasons {
  private static final Map<String, Reason> BY_WORD =
      Arrays.stream(Reason.values()).collect(Collectors.toMap(Reason::camel, Function.identity()));

  private Reasons() {}

  /**
   * The reason of this word.
   *
   * @throws UnknownWriting where there is none
   */
  public static Reason read(String word) {
    var reason = BY_WORD.get(word);
    if (reason == null) {
      throw new UnknownWriting("reason " + word);
    }
    return reason;
  }
}
