package dev.slipway.faults;

import dev.slipway.faults.ground.Binaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** {@code faults/run}: one plan, some, or all. */
public final class Main {
  private static final int LANES = Integer.getInteger("faults.lanes", 16);

  private Main() {}

  /** See {@code faults/README.md}. */
  public static void main(String[] args) {
    try {
      var kept = run(args).stream().allMatch(verdict -> verdict.violations().isEmpty());
      System.exit(kept ? 0 : 1);
    } catch (IOException | RuntimeException e) {
      // Threads of clients would otherwise keep this process, and with it the control plane.
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static List<Verdict> run(String[] args) throws IOException {
    var bin = Binaries.find().orElseThrow(() -> new IllegalStateException(Binaries.ADVICE));
    var begun = System.nanoTime();
    try (var ground = new Ground(bin, Path.of("faults/target/faults"));
        var campaign = new Campaign(ground, LANES)) {
      var plans = plans(args).apply(campaign);
      System.out.printf("%d plans%n", plans.size());
      var verdicts = campaign.play(plans, Main::tell);
      var report = Report.of(verdicts, Duration.ofNanos(System.nanoTime() - begun), LANES);
      System.out.println(report.summary());
      var last = args[args.length - 1];
      if (last.endsWith(".md")) {
        Files.writeString(Path.of(last), report.page());
      }
      return verdicts;
    }
  }

  private static Function<Campaign, List<Plan>> plans(String[] args) throws IOException {
    var verb = args.length == 0 ? "" : args[0];
    return switch (verb) {
      case "all" -> Campaign::all;
      case "some" ->
          campaign -> campaign.some(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      case "writes" ->
          campaign -> {
            for (var scenario : Scenario.values()) {
              campaign
                  .writes(scenario)
                  .forEach(w -> System.out.println(scenario.text() + "; " + w));
              campaign
                  .reference(scenario)
                  .join()
                  .end()
                  .forEach(line -> System.out.println("    " + line));
            }
            return List.of();
          };
      case "plan" -> {
        var plans = Plan.read(args[1]);
        yield _ -> plans;
      }
      default ->
          throw new IllegalArgumentException(
              "faults/run all | some N M | writes | plan FOLDER-FILE-OR-LINE [REPORT.md]");
    };
  }

  private static synchronized void tell(Verdict verdict) {
    System.out.println(verdict);
  }
}
