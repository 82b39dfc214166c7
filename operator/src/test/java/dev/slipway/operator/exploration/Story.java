package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A path through a world, told for people and kept for replay. */
final class Story {
  private Story() {}

  /**
   * Lets the events of a path happen again, as far as they still can.
   *
   * @return the promise that is broken on the way, if any
   */
  static Optional<String> replay(World start, List<Event> path, Turning.Order order) {
    try {
      follow(start, path, order);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void follow(World start, List<Event> path, Turning.Order order) {
    var world = Packing.unpack(Packing.pack(start));
    for (var event : path) {
      if (!Events.possible(world).contains(event)) {
        break;
      }
      var child = world.copy();
      var turn = new Happening(child, order).happens(event);
      if (turn.isPresent()) {
        Promises.check(world, event, turn.get(), child);
      }
      Promises.check(child);
      world = Packing.unpack(Packing.pack(child));
    }
    Calm.check(world, order);
  }

  /** One line for each event, and under each turn what was decided. */
  static String tell(World start, List<Event> path, Turning.Order order) {
    var lines = new ArrayList<String>();
    var world = Packing.unpack(Packing.pack(start));
    for (var event : path) {
      lines.add("%2d. %s".formatted(lines.size() + 1, event));
      try {
        var seconds = Times.next(world);
        var turn = new Happening(world, order).happens(event);
        lines.set(lines.size() - 1, lines.getLast() + outcome(event, seconds, turn));
        world = Packing.unpack(Packing.pack(world));
      } catch (RuntimeException e) {
        lines.add("    " + e.getMessage());
      }
    }
    return String.join("\n", lines);
  }

  private static String outcome(Event event, int seconds, Optional<Protocol.Turn> turn) {
    if (event.kind() == Event.Kind.TICK) {
      return ": " + seconds + " s";
    }
    return turn.map(t ->
            ": %s -> %s%s, %s %s, seeing job %s, candidate %s, serving %s"
                .formatted(
                    t.before().phase(),
                    t.decision().next().phase(),
                    t.accepted() ? "" : " (refused)",
                    t.decision().reason(),
                    t.decision().actions(),
                    t.seen().job(),
                    counts(t.seen().candidate()),
                    counts(t.seen().serving())))
        .orElse("");
  }

  private static String counts(dev.slipway.operator.release.Workload workload) {
    return "%d/%d".formatted(workload.ready(), workload.desired());
  }
}
