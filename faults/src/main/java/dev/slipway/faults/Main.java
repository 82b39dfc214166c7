package dev.slipway.faults;

import dev.slipway.faults.ground.Binaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** {@code faults/run}: one plan, some, or all. */
public final class Main {
  private static final int LANES = Integer.getInteger("faults.lanes", 16);

  private Main() {}

  /** See {@code faults/README.md}. */
  public static void main(String[] args) throws IOException {
    var verdicts = run(args);
    if (verdicts.stream().anyMatch(verdict -> !verdict.violations().isEmpty())) {
      System.exit(1);
    }
    System.exit(0);
  }

  private static List<Verdict> run(String[] args) throws IOException {
    var bin = Binaries.find().orElseThrow(() -> new IllegalStateException(Binaries.ADVICE));
    var begun = System.nanoTime();
    try (var ground = new Ground(bin, Path.of("faults/target/faults"));
        var campaign = new Campaign(ground, LANES)) {
      var plans = plans(args).apply(campaign);
      System.out.printf("%d plans%n", plans.size());
      var verdicts = campaign.play(plans, Main::tell);
      var report =
          Report.of(verdicts, java.time.Duration.ofNanos(System.nanoTime() - begun), LANES);
      System.out.println(report.summary());
      if (args.length > 1 && args[0].equals("all")) {
        Files.writeString(Path.of(args[1]), report.page());
      }
      return verdicts;
    }
  }

  private static Function<Campaign, List<Plan>> plans(String[] args) throws IOException {
    var verb = args.length == 0 ? "" : args[0];
    return switch (verb) {
      case "all" ->
          campaign ->
              Arrays.stream(Scenario.values()).flatMap(s -> campaign.all(s).stream()).toList();
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
        var text = args[1];
        var plan = Plan.parse(Files.exists(Path.of(text)) ? Files.readString(Path.of(text)) : text);
        yield _ -> List.of(plan);
      }
      default ->
          throw new IllegalArgumentException(
              "faults/run all [REPORT] | some N M | writes | plan FILE-OR-LINE");
    };
  }

  private static synchronized void tell(Verdict verdict) {
    System.out.println(verdict);
  }
}
