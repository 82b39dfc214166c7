package dev.slipway.faults;

import dev.slipway.faults.Strike.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Runs plans side by side; each is compared with an undisturbed run of its scenario. */
public final class Campaign implements AutoCloseable {
  private static final Duration REFERENCE_PATIENCE = Duration.ofMinutes(5);
  private static final Duration MORE_PATIENCE = Duration.ofMinutes(2);

  private final Ground ground;
  private final ExecutorService lanes;
  private final Map<Scenario, CompletableFuture<Run>> references = new ConcurrentHashMap<>();

  Campaign(Ground ground, int lanes) {
    this.ground = ground;
    this.lanes = Executors.newFixedThreadPool(lanes);
  }

  /** The undisturbed run, played once. */
  CompletableFuture<Run> reference(Scenario scenario) {
    return references.computeIfAbsent(
        scenario, each -> CompletableFuture.supplyAsync(() -> undisturbed(each), lanes));
  }

  private Run undisturbed(Scenario scenario) {
    try (var stage = new Stage(ground, scenario, Optional.empty())) {
      var run = stage.play(REFERENCE_PATIENCE, Optional.empty());
      if (!run.ended() || !run.faults().isEmpty()) {
        throw new IllegalStateException(
            "%s does not even go well undisturbed: %s %s"
                .formatted(scenario.text(), run.faults(), run.end()));
      }
      return run;
    }
  }

  /** Plays a plan once there is a lane for it. */
  CompletableFuture<Verdict> play(Plan plan) {
    return reference(plan.scenario())
        .thenApplyAsync(reference -> play(plan, reference), lanes)
        .exceptionally(e ->
            new Verdict(plan, true, Duration.ZERO, List.of("it could not be played: " + cause(e))));
  }

  private Verdict play(Plan plan, Run reference) {
    try (var stage = new Stage(ground, plan.scenario(), Optional.of(plan))) {
      var patience = reference.took().multipliedBy(2).plus(MORE_PATIENCE);
      var run = stage.play(patience, Optional.of(reference.end()));
      return new Verdict(plan, run.struck(), run.took(), Oracles.judge(reference, run));
    }
  }

  private static String cause(Throwable e) {
    var deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
  }

  /** Has all scenarios played undisturbed, side by side. */
  private void references() {
    for (var scenario : Scenario.values()) {
      var _ = reference(scenario);
    }
  }

  /** Every fault at every write of every scenario. */
  List<Plan> all() {
    references();
    return Arrays.stream(Scenario.values()).flatMap(each -> all(each).stream()).toList();
  }

  /** Every fault at every write of a scenario. */
  List<Plan> all(Scenario scenario) {
    var writes = writes(scenario);
    var plans = new ArrayList<Plan>();
    for (int i = 0; i < writes.size(); i++) {
      for (var fault : Fault.values()) {
        // A process has no pages of pods that do not exist, and takes long to start.
        if (!fault.needsProcess() || (scenario != Scenario.ERROR_RATE && i % 4 == 0)) {
          plans.add(new Plan(scenario, writes.get(i), fault, i + 1L));
        }
      }
    }
    return plans;
  }

  List<String> writes(Scenario scenario) {
    return reference(scenario).join().trace().stream().map(Written::label).toList();
  }

  /** Spread evenly over scenarios, writes and faults, the same ones each time. */
  List<Plan> some(int inProcess, int processes) {
    var all = all();
    var plans =
        new ArrayList<>(
            spread(all.stream().filter(p -> !p.fault().needsProcess()).toList(), inProcess));
    plans.addAll(spread(all.stream().filter(p -> p.fault().needsProcess()).toList(), processes));
    return plans;
  }

  private static List<Plan> spread(List<Plan> plans, int wanted) {
    var many = Math.min(wanted, plans.size());
    return IntStream.range(0, many)
        .mapToObj(i -> plans.get((int) ((long) i * plans.size() / many)))
        .toList();
  }

  /** Plays them all, telling each as it ends. */
  List<Verdict> play(List<Plan> plans, Consumer<Verdict> told) {
    var verdicts =
        plans.stream()
            .map(plan ->
                play(plan)
                    .thenApply(verdict -> {
                      told.accept(verdict);
                      return verdict;
                    }))
            .toList();
    return verdicts.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    lanes.shutdownNow();
  }
}
