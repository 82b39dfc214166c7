package dev.slipway.faults;

import dev.slipway.faults.Strike.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs plans side by side; each is compared with an undisturbed run of its scenario. */
public final class Campaign implements AutoCloseable {
  private final Ground ground;
  private final ExecutorService lanes;
  private final Map<Scenario, CompletableFuture<Reference>> references =
      new EnumMap<>(Scenario.class);

  /** An undisturbed run, and what there was after it, for those that begin there. */
  record Reference(Run run, Optional<Founded> founded) {}

  Campaign(Ground ground, int lanes) {
    this.ground = ground;
    this.lanes = Executors.newFixedThreadPool(lanes);
  }

  /** The undisturbed run, played once. */
  CompletableFuture<Run> reference(Scenario scenario) {
    return undisturbed(scenario).thenApply(Reference::run);
  }

  private synchronized CompletableFuture<Reference> undisturbed(Scenario scenario) {
    var known = references.get(scenario);
    if (known == null) {
      known = founded(scenario).thenApplyAsync(put -> undisturbed(scenario, put), lanes);
      references.put(scenario, known);
    }
    return known;
  }

  /** What a scenario begins with. */
  private CompletableFuture<Optional<Founded>> founded(Scenario scenario) {
    return scenario
        .after()
        .map(before -> undisturbed(before).thenApply(Reference::founded))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private Reference undisturbed(Scenario scenario, Optional<Founded> put) {
    try (var stage = new Stage(ground, scenario, Optional.empty())) {
      var run = stage.play(put, Optional.empty());
      if (!run.ended() || !run.faults().isEmpty()) {
        throw new IllegalStateException(
            "%s does not even go well undisturbed: %s %s"
                .formatted(scenario.text(), run.faults(), run.end()));
      }
      return new Reference(
          run, scenario.leavesNothing() ? Optional.empty() : Optional.of(stage.founded()));
    }
  }

  /** Plays a plan once there is a lane for it. */
  CompletableFuture<Verdict> begin(Plan plan) {
    return reference(plan.scenario()).thenApplyAsync(_ -> play(plan), lanes);
  }

  private Verdict play(Plan plan, Run reference) {
    try (var stage = new Stage(ground, plan.scenario(), Optional.of(plan))) {
      var put = founded(plan.scenario()).join();
      var run = stage.play(put, Optional.of(reference.end()));
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
    lanes.execute(ground::rehearse);
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

  /** Spread over scenarios, faults and writes, the same ones each time. */
  List<Plan> some(int inProcess, int processes) {
    var all = Choice.inOrder(all());
    return Choice.longestFirst(
        Stream.concat(
                all.stream().filter(p -> !p.fault().needsProcess()).limit(inProcess),
                all.stream().filter(p -> p.fault().needsProcess()).limit(processes))
            .toList());
  }

  /**
   * Plays them all, telling each as it ends.
   *
   * @param atMost after this time none is begun any more; those are left out
   */
  List<Verdict> play(List<Plan> plans, Duration atMost, Consumer<Verdict> told) {
    var begun = System.nanoTime();
    var verdicts =
        plans.stream()
            .map(plan ->
                reference(plan.scenario())
                    .thenApplyAsync(
                        _ ->
                            System.nanoTime() - begun > atMost.toNanos()
                                ? Optional.<Verdict>empty()
                                : Optional.of(play(plan)),
                        lanes)
                    .thenApply(verdict -> {
                      verdict.ifPresent(told);
                      return verdict;
                    }))
            .toList();
    return verdicts.stream().flatMap(verdict -> verdict.join().stream()).toList();
  }

  /** Plays a plan here and now. */
  private Verdict play(Plan plan) {
    try {
      return play(plan, reference(plan.scenario()).join());
    } catch (RuntimeException e) {
      return Verdict.unplayed(plan, cause(e));
    }
  }

  @Override
  public void close() {
    lanes.shutdownNow();
  }
}
