package dev.slipway.faults;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Figures of a campaign, made by the run itself.
 *
 * @param plans how many there are in all
 * @param took the last session of it
 */
record Report(List<Verdict> verdicts, int plans, Duration took, int lanes) {
  Report {
    verdicts = List.copyOf(verdicts);
  }

  String summary() {
    return "%d of %d plans played (the last session took %d s on %d lanes): %d struck, %d did not occur, %d violated"
        .formatted(
            verdicts.size(),
            plans,
            took.toSeconds(),
            lanes,
            count(Verdict::struck),
            verdicts.size() - count(Verdict::struck),
            count(verdict -> !verdict.violations().isEmpty()));
  }

  private int count(java.util.function.Predicate<Verdict> which) {
    return (int) verdicts.stream().filter(which).count();
  }

  /** As Markdown. */
  String page() {
    var page = new StringBuilder();
    page.append(
        """
        # Faults at every write

        Written by `faults/run` on %s. What it does and how to play one plan again: [faults/README.md](../../faults/README.md).

        %s.

        | Scenario | Fault | Plans | Struck | Violated | Longest |
        |---|---|---|---|---|---|
        """
            .formatted(
                InstantSource.system().instant().truncatedTo(ChronoUnit.MINUTES), summary()));
    for (var scenario : Scenario.values()) {
      for (var fault : Fault.values()) {
        row(scenario, fault, page);
      }
    }
    var violated = verdicts.stream().filter(verdict -> !verdict.violations().isEmpty()).toList();
    if (!violated.isEmpty()) {
      page.append("\n## Violated\n\n```\n");
      violated.forEach(verdict -> page.append(verdict).append('\n'));
      page.append("```\n");
    }
    return page.toString();
  }

  private void row(Scenario scenario, Fault fault, StringBuilder page) {
    var these =
        verdicts.stream()
            .filter(v -> v.plan().scenario() == scenario && v.plan().fault() == fault)
            .toList();
    if (these.isEmpty()) {
      return;
    }
    page.append(
        "| %s | %s | %d | %d | %d | %d s |%n"
            .formatted(
                scenario.text(),
                fault.text(),
                these.size(),
                these.stream().filter(Verdict::struck).count(),
                these.stream().filter(v -> !v.violations().isEmpty()).count(),
                these.stream().mapToLong(v -> v.took().toSeconds()).max().orElse(0)));
  }
}
