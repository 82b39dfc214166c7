package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects what was promised and whether it was kept; tells each at once. */
final class Promises {
  private final Story story;
  private final List<String> broken = new ArrayList<>();
  private int kept;

  Promises(Story story) {
    this.story = story;
  }

  void check(boolean held, String promise) {
    if (held) {
      kept++;
      story.kept(promise);
    } else {
      broken.add(promise);
      story.broken(promise);
    }
  }

  void noFailedRequest(LoadReport users) {
    check(users.bad().isEmpty() && users.good() > 0, "the users saw " + users);
  }

  void serves(String version, BackendReleaseStatus status) {
    var serving = status.serving();
    check(
        serving != null && version.equals(serving.version()),
        "version %s serves (%s: %s)".formatted(version, status.reason(), status.message()));
  }

  void because(String reason, BackendReleaseStatus status) {
    var outcome = status.lastOutcome();
    var found = outcome == null ? "none" : Objects.requireNonNullElse(outcome.reason(), "none");
    check(
        reason.equals(found),
        "the reason is " + found + (reason.equals(found) ? "" : ", not " + reason));
  }

  int kept() {
    return kept;
  }

  List<String> broken() {
    return List.copyOf(broken);
  }
}
