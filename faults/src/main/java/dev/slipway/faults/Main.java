package dev.slipway.faults;

import dev.slipway.faults.ground.Binaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code faults/run}: one plan, some, or all. */
public final class Main {
  private static final int LANES = Integer.getInteger("faults.lanes", 32);
  private static final Duration AT_MOST =
      Duration.ofMinutes(Integer.getInteger("faults.minutes", 24 * 60));

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
    var journal = new Journal(Path.of("faults/target/journal.jsonl"));
    try (var ground = new Ground(bin, Path.of("faults/target/faults"));
        var campaign = new Campaign(ground, LANES)) {
      var begun = System.nanoTime();
      var wanted = plans(args).apply(campaign);
      var all = args.length > 0 && args[0].equals("all");
      var played = all ? journal.played() : Set.<Plan>of();
      System.out.printf("%d plans, %d of them played before%n", wanted.size(), played.size());
      var verdicts =
          campaign.play(
              wanted.stream().filter(plan -> !played.contains(plan)).toList(),
              AT_MOST,
              verdict -> {
                tell(verdict);
                if (all && verdict.played()) {
                  journal.add(verdict);
                  page(args, report(journal.verdicts(), wanted, begun));
                }
              });
      var counted = all ? counted(journal, verdicts) : verdicts;
      var report = report(counted, wanted, begun);
      System.out.println(report.summary());
      page(args, report);
      return counted;
    }
  }

  /** What was ever played, and what could not be played this time. */
  private static List<Verdict> counted(Journal journal, List<Verdict> now) {
    return Stream.concat(
            journal.verdicts().stream(), now.stream().filter(verdict -> !verdict.played()))
        .toList();
  }

  private static Report report(List<Verdict> verdicts, List<Plan> wanted, long begun) {
    var took = Duration.ofNanos(System.nanoTime() - begun);
    return new Report(verdicts, wanted.size(), took, LANES);
  }

  /** Written with each verdict of a long campaign, which may be cut off at any moment. */
  private static synchronized void page(String[] args, Report report) {
    var last = args.length == 0 ? "" : args[args.length - 1];
    if (last.endsWith(".md")) {
      try {
        Files.writeString(Path.of(last), report.page());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Function<Campaign, List<Plan>> plans(String[] args) throws IOException {
    var verb = args.length == 0 ? "" : args[0];
    return switch (verb) {
      case "all" -> campaign -> Choice.inOrder(campaign.all());
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
