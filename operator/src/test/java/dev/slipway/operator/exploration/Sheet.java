package dev.slipway.operator.exploration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of a run: printed, and kept as a page where a path for it is given. */
final class Sheet {
  private final List<String> rows = new ArrayList<>();
  private long states;
  private long edges;
  private long calmed;
  private final long began = System.nanoTime();

  synchronized void add(Scene scene, Explorer.Report report) {
    states += report.states();
    edges += report.edges();
    calmed += report.calmed();
    var row =
        String.format(
            Locale.ROOT,
            "| %s | %d | %s | %,d | %,d | %d | %,d | %s |",
            scene.name(),
            scene.bounds().replicas(),
            faults(scene),
            report.states(),
            report.edges(),
            report.depth(),
            report.calmed(),
            report.exhausted() ? "all" : "to that depth");
    rows.add(row);
    System.out.println("STATES " + row);
  }

  long states() {
    return states;
  }

  private static String faults(Scene scene) {
    return scene.bounds().times().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(e -> e.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  void write() {
    var total =
        String.format(
            Locale.ROOT,
            "%,d states, %,d edges, %,d states followed until they rest, %.0f s, no promise broken",
            states,
            edges,
            calmed,
            (System.nanoTime() - began) / 1e9);
    System.out.println("STATES " + total);
    var report = System.getProperty("slipway.report", "");
    if (!report.isEmpty()) {
      save(Path.of(report), total);
    }
  }

  private void save(Path page, String total) {
    var lines = new ArrayList<String>();
    lines.add("# Exploration of " + System.getProperty("slipway.date", "an unknown day"));
    lines.add("");
    lines.add("Written by `make prove`. " + total + ".");
    lines.add("");
    lines.add(
        "| World | Pods | Faults, at most | States | Edges | Depth | Followed to rest | Visited |");
    lines.add("|---|---|---|---|---|---|---|---|");
    lines.addAll(rows);
    try {
      Files.createDirectories(page.toAbsolutePath().getParent());
      Files.write(page, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
