package dev.slipway.operator.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a simulation as a page. */
final class CusumSheet {
  private static final int RUNS = 200;
  private final List<String> lines = new ArrayList<>();
  private final int bakes;
  private double needed;

  CusumSheet(int bakes) {
    this.bakes = bakes;
  }

  /** Simulates; the highest threshold that any limit needs. */
  double needed() {
    title();
    for (var limit : CusumSimulation.LIMITS) {
      var half = CusumSimulation.peaks(limit, limit / 2, bakes, 42);
      var most = CusumSimulation.peaks(limit, limit * 3 / 4, Math.min(bakes, 2_000), 43);
      var threshold = CusumSimulation.threshold(half);
      needed = Math.max(needed, threshold);
      line(
          String.format(
              Locale.ROOT,
              "| %s %% | %.2f | %.5f | %.4f |",
              Sentence.percent(limit).replace(" %", ""),
              threshold,
              CusumSimulation.reaching(Cusum.PROOF, half),
              CusumSimulation.reaching(Cusum.PROOF, most)));
    }
    line("");
    line(
        String.format(
            Locale.ROOT,
            "The highest of them is %.2f; the program's threshold is %.1f.",
            needed,
            Cusum.PROOF));
    return needed;
  }

  private void title() {
    line(String.format(Locale.ROOT, "# When errors are overwhelming: simulation of %s", date()));
    line("");
    line(
        String.format(
            Locale.ROOT,
            "Written by `make simulate`. Errors fall independently; %,d bakes of %,d requests for each"
                + " limit, each request judged by itself, which is the strictest case.",
            bakes,
            CusumSimulation.BAKE));
    line("");
    line("## Wrong ways back");
    line("");
    line(
        "| Limit | Threshold that 1 of 1,000 bakes at half the limit reaches | Share that"
            + " reaches ours at half the limit | at three quarters of it |");
    line("|---|---|---|---|");
  }

  void delays() {
    line("");
    line("## Seconds from the first bad answer to Fail");
    line("");
    line(
        String.format(
            Locale.ROOT,
            "Limit 5 %%, three pods, one look a second, after a good minute; %d runs. *Least*: what no"
                + " test that is wrong as seldom can beat on average, and never fewer than three"
                + " looks.",
            RUNS));
    line("");
    line("| Errors | Requests per second | Median | 95th percentile | Worst | Least |");
    line("|---|---|---|---|---|---|");
    for (var rate : List.of(1.0, 0.2, 0.1)) {
      for (var load : List.of(5, 50, 500)) {
        var seconds = CusumSimulation.secondsToFail(rate, load, RUNS, 7);
        line(
            String.format(
                Locale.ROOT,
                "| %.0f %% | %d | %.0f | %.0f | %.0f | %.1f |",
                rate * 100,
                load,
                seconds[RUNS / 2],
                seconds[RUNS * 95 / 100],
                seconds[RUNS - 1],
                CusumSimulation.leastSeconds(0.05, rate, load)));
      }
    }
  }

  /** Prints the page, and leaves it where {@code slipway.report} says. */
  void write() throws IOException {
    var page = String.join("\n", lines) + "\n";
    System.out.print(page);
    var report = System.getProperty("slipway.report", "");
    if (!report.isEmpty()) {
      Files.writeString(Path.of(report), page);
    }
  }

  private static String date() {
    return System.getProperty("slipway.date", "today");
  }

  private void line(String text) {
    lines.add(text);
  }
}
