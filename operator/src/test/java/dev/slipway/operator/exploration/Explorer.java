package dev.slipway.operator.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Visits every state of a bounded world, nearest first, and checks every promise on the way: those
 * of {@link Promises} at each turn, those of {@link Calm} from a share of the states.
 */
final class Explorer {
  private final Turning.Order order;
  private final int calmEvery;
  private final Fingerprints seen;
  private final long until;
  private final List<Integer> roots = new ArrayList<>();
  private int[] parents = new int[1 << 16];
  private int[] happened = new int[1 << 16];
  private List<byte[]> level = new ArrayList<>();
  private List<Integer> levelIndexes = new ArrayList<>();
  private int states;
  private long edges;
  private int depth;
  private long calmed;
  private long outside;

  /**
   * An explorer.
   *
   * @param calmEvery one of so many states is followed until it rests
   * @param seen what was visited before, elsewhere; it is not visited again
   * @param until reading of {@link System#nanoTime} at which it stops wherever it is
   */
  Explorer(Turning.Order order, int calmEvery, Fingerprints seen, long until) {
    this.order = order;
    this.calmEvery = calmEvery;
    this.seen = seen;
    this.until = until;
  }

  /**
   * How it went.
   *
   * @param outside events that lead out of the bounds
   * @param exhausted whether there was nothing left to visit
   */
  record Report(
      long states,
      long edges,
      int depth,
      long calmed,
      long outside,
      boolean exhausted,
      Optional<Violation> violation) {}

  /**
   * A promise that was broken.
   *
   * @param path the events that lead there, by the shortest way
   */
  record Violation(String promise, List<Event> path) {}

  /** Explores from a start until nothing is left, or so many states were visited. */
  Report explore(World start, int most) {
    try {
      walk(start);
    } catch (Broken broken) {
      return report(Optional.of(new Violation(String.valueOf(broken.getMessage()), List.of())));
    }
    while (!level.isEmpty() && states < most && System.nanoTime() < until) {
      var violation = nextLevel(most);
      if (violation.isPresent()) {
        return report(violation);
      }
      depth++;
    }
    return report(Optional.empty());
  }

  private Report report(Optional<Violation> violation) {
    return new Report(states, edges, depth, calmed, outside, level.isEmpty(), violation);
  }

  /** Everything is begun from each state of the ways that a release takes undisturbed. */
  private void walk(World start) {
    for (var failing : new boolean[] {false, true}) {
      var parent = 0;
      var packed = Packing.pack(start);
      if (seen.add(packed)) {
        roots.add(born(packed, 0, 0, level, levelIndexes));
      }
      for (var step : Road.from(start, failing, order)) {
        packed = Packing.pack(step.world());
        parent =
            seen.add(packed)
                ? born(packed, parent, step.event().code(), level, levelIndexes)
                : known(packed, parent);
      }
    }
  }

  private int known(byte[] packed, int otherwise) {
    for (var i = 0; i < level.size(); i++) {
      if (Arrays.equals(level.get(i), packed)) {
        return levelIndexes.get(i);
      }
    }
    return otherwise;
  }

  private Optional<Violation> nextLevel(int most) {
    var next = new ArrayList<byte[]>();
    var nextIndexes = new ArrayList<Integer>();
    for (var i = 0; i < level.size() && states < most && System.nanoTime() < until; i++) {
      var world = Packing.unpack(level.get(i));
      var index = levelIndexes.get(i);
      level.set(i, null);
      Event event = null;
      try {
        for (var each : Events.possible(world)) {
          event = each;
          var child = happens(world, each);
          if (child == null) {
            outside++;
            continue;
          }
          edges++;
          var packed = Packing.pack(child);
          if (seen.add(packed)) {
            born(packed, index, each.code(), next, nextIndexes);
            check(child, packed);
          }
        }
      } catch (RuntimeException e) {
        return Optional.of(new Violation(String.valueOf(e.getMessage()), path(index, event)));
      }
    }
    level = next;
    levelIndexes = nextIndexes;
    return Optional.empty();
  }

  private void check(World child, byte[] packed) {
    Promises.check(child);
    if (Math.floorMod(Fingerprints.hash(packed, 7), (long) calmEvery) == 0) {
      calmed++;
      Calm.check(Packing.unpack(packed), order);
    }
  }

  /** The world after an event; null where that lies outside of the bounds. */
  private World happens(World world, Event event) {
    var child = world.copy();
    var turn = new Happening(child, order).happens(event);
    turn.ifPresent(taken -> Promises.check(world, event, taken, child));
    return child.attempts >= World.NUMBERS - 1 ? null : child;
  }

  private int born(
      byte[] packed, int parent, int event, List<byte[]> where, List<Integer> indexes) {
    var index = states++;
    if (index >= parents.length) {
      parents = Arrays.copyOf(parents, parents.length * 2);
      happened = Arrays.copyOf(happened, happened.length * 2);
    }
    parents[index] = parent;
    happened[index] = event;
    where.add(packed);
    indexes.add(index);
    return index;
  }

  private List<Event> path(int index, Event last) {
    var path = new ArrayList<Event>();
    if (last != null) {
      path.add(last);
    }
    for (var at = index; !roots.contains(at); at = parents[at]) {
      path.add(Event.of(happened[at]));
    }
    Collections.reverse(path);
    return path;
  }
}
