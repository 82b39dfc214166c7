package dev.slipway.operator.exploration;

import dev.slipway.operator.exploration.Event.Kind;
import dev.slipway.operator.release.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The way of a release that nobody disturbs, forward or back. */
final class Road {
  private static final List<Kind> IN_ORDER =
      List.of(Kind.ACT, Kind.TURN, Kind.RUNNER_STEPS, Kind.POD_READY, Kind.PODS_GONE, Kind.TICK);

  private static final int LONGEST = 200;

  private Road() {}

  record Step(Event event, World world) {}

  /** Follows the road to its end; where it is failing, requests fail as soon as it bakes. */
  static List<Step> from(World start, boolean failing, Turning.Order order) {
    var steps = new ArrayList<Step>();
    var world = Packing.unpack(Packing.pack(start));
    for (var next = next(world, failing, order); next.isPresent() && steps.size() < LONGEST; ) {
      steps.add(next.get());
      world = next.get().world();
      next = next(world, failing, order);
    }
    return steps;
  }

  private static Optional<Step> next(World world, boolean failing, Turning.Order order) {
    if (failing
        && world.metrics == 0
        && world.may(Fault.METRIC)
        && world.memory().phase() instanceof Phase.Baking) {
      return Optional.of(step(world, Event.of(Kind.METRICS, 1), order));
    }
    var before = Packing.pack(world);
    for (var kind : IN_ORDER) {
      for (var event : Events.possible(world)) {
        var undisturbed =
            event.kind() == kind
                && (kind != Kind.TURN || event.equals(Event.of(Kind.TURN, 0, 0, 0, 15)));
        if (undisturbed) {
          var step = step(world, event, order);
          if (!Arrays.equals(before, Packing.pack(step.world()))) {
            return Optional.of(step);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Step step(World world, Event event, Turning.Order order) {
    var child = world.copy();
    new Happening(child, order).happens(event);
    return new Step(event, Packing.unpack(Packing.pack(child)));
  }
}
