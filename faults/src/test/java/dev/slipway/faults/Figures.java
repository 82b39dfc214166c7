package dev.slipway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was measured, each beside its limit. */
final class Figures {
  private record Figure(String what, double measured, String unit, double limit) {
    String line() {
      return "| %s | %s | %s | %s |".formatted(what, said(measured), said(limit), missed());
    }

    private String said(double value) {
      var digits = value == Math.rint(value) ? "%.0f %s" : "%.2f %s";
      return digits.formatted(value, unit).strip();
    }

    private String missed() {
      return measured <= limit ? "met" : "missed by " + said(measured - limit);
    }
  }

  private final List<Figure> figures = new ArrayList<>();

  /** Tells a figure; less is better. */
  void tell(String what, double measured, String unit, double limit) {
    var figure = new Figure(what, measured, unit, limit);
    figures.add(figure);
    System.out.println("BENCH " + figure.line());
  }

  /** Leaves a page. */
  void write(Path page, String date, String method) {
    var lines = new ArrayList<String>();
    lines.add("# What the operator costs: " + date);
    lines.add("");
    lines.add(method);
    lines.add("");
    lines.add("| Figure | Measured | Limit | |");
    lines.add("|---|---|---|---|");
    figures.stream().map(Figure::line).forEach(lines::add);
    lines.add("");
    try {
      Files.writeString(page, String.join("\n", lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
