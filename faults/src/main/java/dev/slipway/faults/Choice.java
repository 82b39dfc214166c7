package dev.slipway.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/**
 * The order in which plans are played, the same each time: one of every fault of every scenario
 * first, then a second one, and so on. Wherever it is cut off, what was played covers them evenly.
 */
final class Choice {
  private static final long SEED = 5;

  private record Kind(Scenario scenario, Fault fault) {}

  private Choice() {}

  static List<Plan> inOrder(List<Plan> plans) {
    var random = new Random(SEED);
    var shuffled = new ArrayList<>(plans);
    Collections.shuffle(shuffled, random);
    var kinds = new LinkedHashMap<Kind, Deque<Plan>>();
    shuffled.forEach(plan ->
        kinds
            .computeIfAbsent(new Kind(plan.scenario(), plan.fault()), _ -> new ArrayDeque<>())
            .add(plan));
    var order = new ArrayList<>(kinds.values());
    Collections.shuffle(order, random);
    var chosen = new ArrayList<Plan>();
    while (chosen.size() < plans.size()) {
      order.stream().filter(left -> !left.isEmpty()).forEach(left -> chosen.add(left.remove()));
    }
    return List.copyOf(chosen);
  }

  /**
   * Those that last longest first, so that none of them is left over while all lanes but one rest.
   */
  static List<Plan> longestFirst(List<Plan> plans) {
    return plans.stream().sorted(Comparator.comparingInt(Choice::pauses).reversed()).toList();
  }

  /** How many long pauses a plan has: leases that run out, looks that come of themselves, bakes. */
  private static int pauses(Plan plan) {
    var scenario = plan.scenario() == Scenario.ERROR_RATE ? 1 : 0;
    return scenario
        + switch (plan.fault()) {
          case SIGKILL_BEFORE, SIGKILL_AFTER -> 2;
          case EVENT_SWALLOWED, HANG, LIST_STALE -> 1;
          default -> 0;
        };
  }
}
