package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.operator.kubernetes.wire.Reasons;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long something that nothing depends on may wait to be shown. Each pod that gets ready changes
 * a number, and each showing of it is a write of the whole object, to every one who watches it.
 */
final class News {
  /** People do not read faster. */
  private static final Duration WORDS = Duration.ofSeconds(3);

  private static final Duration NUMBERS_AT_REST = Duration.ofSeconds(10);
  private static final Duration NUMBERS_IN_FLIGHT = Duration.ofSeconds(30);

  /** Requests are counted all the time; what follows from them is told in words. */
  private static final Duration COUNTS_OF_A_BAKE = Duration.ofMinutes(5);

  private News() {}

  /** After the last write. */
  static Duration keeps(@Nullable BackendReleaseStatus old, BackendReleaseStatus next) {
    if (old == null
        || !Objects.equals(old.reason(), next.reason())
        || !Objects.equals(old.phase(), next.phase())
        || !Objects.equals(old.observedGeneration(), next.observedGeneration())) {
      return Duration.ZERO;
    }
    if (!words(old).equals(words(next)) && !general(next)) {
      return WORDS;
    }
    if ("Baking".equals(next.phase())
        && Objects.equals(old.readyReplicas(), next.readyReplicas())) {
      return COUNTS_OF_A_BAKE;
    }
    return next.attempt() == null ? NUMBERS_AT_REST : NUMBERS_IN_FLIGHT;
  }

  private static String words(BackendReleaseStatus status) {
    return String.valueOf(status.message()).replaceAll("[0-9]+", "");
  }

  /** Says no more than the reason, in other words. */
  private static boolean general(BackendReleaseStatus status) {
    var reason = status.reason();
    return reason != null && Reasons.read(reason).text().equals(status.message());
  }
}
