package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What `kubectl get relrec` shows: one line for each attempt. */
final class DeploymentLog {
  private DeploymentLog() {}

  static void tell(Shop shop, Story story) {
    story.chapter("The deployment log: kubectl get relrec");
    story.plain(
        "%-10s %-8s %-12s %-24s %s".formatted("NAME", "VERSION", "OUTCOME", "REASON", "STARTED"));
    shop.records().stream()
        .sorted(Comparator.comparing(record -> record.getSpec().number()))
        .map(DeploymentLog::line)
        .forEach(story::plain);
  }

  private static String outcome(@Nullable ReleaseOutcome outcome) {
    return outcome == null
        ? "-"
        : switch (outcome) {
          case IN_FLIGHT -> "InFlight";
          case SUCCEEDED -> "Succeeded";
          case ROLLED_BACK -> "RolledBack";
          case FAILED -> "Failed";
          case HELD -> "Held";
          case SUPERSEDED -> "Superseded";
        };
  }

  private static String line(ReleaseRecord record) {
    var status = record.getStatus();
    return "%-10s %-8s %-12s %-24s %s"
        .formatted(
            record.getMetadata().getName(),
            record.getSpec().version(),
            outcome(status.outcome()),
            Objects.toString(status.reason(), "-"),
            Objects.toString(status.startedAt(), "-"));
  }
}
