package dev.slipway.backend.bench;

import dev.slipway.backend.bench.Bench.Subject;
import java.util.List;

/** The table, and by how much each goal was met or missed. */
final class Report {

  private static final double READY_MILLIS = 1_000;
  private static final double RESIDENT_MB = 100;
  private static final double MIB_IN_MB = 1.048576;

  private Report() {}

  static void print(String path, List<Subject> subjects) {
    System.out.printf(
        "%n%-24s%10s%10s%10s%10s%10s%10s%10s%10s%n",
        "GET " + path,
        "CPU us",
        "req/s",
        "p50 ms",
        "p99 ms",
        "idle MB",
        "after MB",
        "start ms",
        "AOT ms");
    for (Subject subject : subjects) {
      System.out.printf(
          "%-24s%10s%10s%10s%10s%10s%10s%10s%10s%n",
          subject.stack().name(),
          whole(least(subject.cpu())),
          whole(median(subject.rate())),
          fine(median(subject.half())),
          fine(median(subject.slow())),
          whole(median(subject.idle()) * MIB_IN_MB),
          whole(median(subject.after()) * MIB_IN_MB),
          whole(least(subject.plain())),
          whole(least(subject.cached())));
    }
    System.out.println(
        "CPU: processor time of the process for a request; start, AOT: to the first 200 of this"
            + " route without and with AOT cache: of both the least of all rounds, because other"
            + " work on the machine only adds. Medians: req/s; p50, p99 at a fixed rate; MB"
            + " resident, with AOT cache.");
    Subject ours = subjects.getFirst();
    Subject other = subjects.get(1);
    goal("CPU per request, of " + other.stack().name(), least(ours.cpu()), least(other.cpu()));
    goal("first 200 with AOT cache, ms", least(ours.cached()), READY_MILLIS);
    goal("resident memory idle, MB", median(ours.idle()) * MIB_IN_MB, RESIDENT_MB);
  }

  private static void goal(String name, double found, double most) {
    System.out.printf(
        "goal %-44s %6.0f of at most %6.0f: %s%n",
        name,
        found,
        most,
        found <= most
            ? "met"
            : Double.isNaN(found) || Double.isNaN(most)
                ? "not measured"
                : "MISSED by %.0f (%.0f %%)".formatted(found - most, (found / most - 1) * 100));
  }

  private static String whole(double value) {
    return Double.isNaN(value) ? "-" : "%.0f".formatted(value);
  }

  private static String fine(double value) {
    return Double.isNaN(value) ? "-" : "%.2f".formatted(value);
  }

  private static double least(List<Double> values) {
    return values.stream().sorted().findFirst().orElse(Double.NaN);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
  }
}
