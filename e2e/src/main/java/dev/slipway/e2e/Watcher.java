package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/** Follows a release and tells each change of phase or sentence once. */
final class Watcher {
  private final Shop shop;
  private final Story story;
  private String told = "";

  Watcher(Shop shop, Story story) {
    this.shop = shop;
    this.story = story;
  }

  /** Waits until the newest spec was seen and nothing is in flight; returns the status then. */
  BackendReleaseStatus untilRest(Duration atMost) {
    return until(atMost, "the release comes to rest", Watcher::rests);
  }

  /** Waits for any state of the release. */
  BackendReleaseStatus until(Duration atMost, String what, Predicate<BackendRelease> holds) {
    Patience.until(atMost, what, () -> holds.test(tell()), () -> line(shop.see().getStatus()));
    return shop.see().getStatus();
  }

  private BackendRelease tell() {
    var release = shop.see();
    var line = line(release.getStatus());
    var gist = line.replaceAll("[0-9.]+ (%|s|of|answers)", "");
    if (!gist.equals(told)) {
      told = gist;
      story.happens(line);
    }
    return release;
  }

  private static String line(BackendReleaseStatus status) {
    return "%-5s %-12s %s"
        .formatted(
            Objects.requireNonNullElse(status.step(), ""),
            Objects.requireNonNullElse(status.phase(), "not seen yet"),
            Objects.requireNonNullElse(status.message(), ""));
  }

  static boolean rests(BackendRelease release) {
    return seen(release)
        && !holds(release, "Reconciling")
        && (holds(release, "Ready") || holds(release, "Stalled"));
  }

  private static boolean seen(BackendRelease release) {
    return Objects.equals(
        release.getStatus().observedGeneration(), release.getMetadata().getGeneration());
  }

  static boolean holds(BackendRelease release, String condition) {
    return release.getStatus().conditions().stream()
        .anyMatch(c -> condition.equals(c.getType()) && "True".equals(c.getStatus()));
  }
}
