package dev.slipway.faults;

import dev.slipway.faults.proxy.Call;
import dev.slipway.faults.proxy.Interference;
import dev.slipway.faults.proxy.Treatment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what an operator asks of the API server, by kind. */
final class Tolls implements Interference {
  enum Toll {
    WRITE,
    DRY_RUN,
    EVENT,
    LEASE,
    WATCH,
    READ
  }

  private final Map<Toll, Integer> counted = new EnumMap<>(Toll.class);
  private final List<String> writes = new ArrayList<>();
  private final Map<String, Integer> asked = new TreeMap<>();
  private long firstWrite;

  @Override
  public synchronized Treatment on(Call call) {
    var toll = toll(call);
    counted.merge(toll, 1, Integer::sum);
    if (toll == Toll.WRITE) {
      writes.add(call.method() + " " + call.object());
      if (firstWrite == 0) {
        firstWrite = System.nanoTime();
      }
    } else if (toll != Toll.LEASE && toll != Toll.WATCH) {
      asked.merge(call.method() + " " + call.plural(), 1, Integer::sum);
    }
    return new Treatment.Pass();
  }

  private static Toll toll(Call call) {
    if (call.plural().equals("leases")) {
      return Toll.LEASE;
    }
    if (call.method().equals("GET")) {
      return call.watches() ? Toll.WATCH : Toll.READ;
    }
    if (call.plural().equals("events")) {
      return Toll.EVENT;
    }
    return call.writes() ? Toll.WRITE : Toll.DRY_RUN;
  }

  /** Begins anew. */
  synchronized void clear() {
    counted.clear();
    writes.clear();
    asked.clear();
    firstWrite = 0;
  }

  synchronized int of(Toll toll) {
    return counted.getOrDefault(toll, 0);
  }

  /** All writes, as method and object. */
  synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  /** What else was asked and how often, by method and kind. */
  synchronized Map<String, Integer> asked() {
    return Map.copyOf(asked);
  }

  /** When the first write came, in {@link System#nanoTime()}; 0 where none did. */
  synchronized long firstWrite() {
    return firstWrite;
  }
}
