package dev.slipway.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One fault at one write. Plays alone from its one line: {@code scenario; write; fault; seed}.
 *
 * @param write a label of {@link dev.slipway.faults.proxy.WriteLabel} and which of its kind it is,
 *     for example {@code PATCH services/shop revision=2 #1}
 * @param seed shapes how long pods take
 */
public record Plan(Scenario scenario, String write, Fault fault, long seed) {
  /**
   * Reads a plan; lines that begin with # are left aside.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Plan parse(String text) {
    var line =
        text.lines()
            .filter(each -> !each.isBlank() && !each.startsWith("#"))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("a plan without a line"));
    var parts = line.split(";", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "'%s' is no plan; it must be: scenario; write; fault; seed".formatted(line));
    }
    return new Plan(
        Scenario.of(parts[0]),
        parts[1].strip(),
        Fault.of(parts[2]),
        Long.parseLong(parts[3].strip()));
  }

  /** The plan of a line or a file, or those of all files of a folder. */
  static List<Plan> read(String where) throws IOException {
    if (where.contains(";")) {
      return List.of(parse(where));
    }
    try (var files = Files.walk(Path.of(where))) {
      var plans = new ArrayList<Plan>();
      for (var file : files.filter(f -> f.toString().endsWith(".plan")).sorted().toList()) {
        plans.add(parse(Files.readString(file)));
      }
      return List.copyOf(plans);
    }
  }

  @Override
  public String toString() {
    return "%s; %s; %s; %d".formatted(scenario.text(), write, fault.text(), seed);
  }
}
