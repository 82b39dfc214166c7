package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time as users write it, for example {@code 1m30s}: hours, minutes and seconds in this
 * order, at least one of them.
 *
 * <p>Any text can be held, as a wire type must be able to hold what somebody stored; only {@link
 * #toDuration()} is strict.
 */
public record Span(@JsonValue String text) {
  /** What the API server accepts. */
  public static final String PATTERN = "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$";

  private static final Pattern SHAPE =
      Pattern.compile("(?=.)(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Span {}

  /** The shortest way to write a duration; parts of a second are dropped. */
  public static Span of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds <= 0) {
      return new Span("0s");
    }
    return new Span(
        part(seconds / 3600, "h") + part(seconds / 60 % 60, "m") + part(seconds % 60, "s"));
  }

  /**
   * The length of time this text means.
   *
   * @throws IllegalArgumentException when the text is no span
   */
  public Duration toDuration() {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no length of time; write it like 90s, 10m or 1h30m");
    }
    return Duration.ofHours(number(shape.group(1)))
        .plusMinutes(number(shape.group(2)))
        .plusSeconds(number(shape.group(3)));
  }

  @Override
  public String toString() {
    return text;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String part(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }
}
