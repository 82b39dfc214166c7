package dev.slipway.faults.player;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A database with migrations, the ledger of the runner and its fence, in memory: a run of a number
 * that is not the highest writes nothing, and one that was entered before tells its result again.
 */
public final class Ledger {
  /** What a run came to. */
  public record Entry(String verdict, List<String> applied, long highest) {}

  /** Everything it knows. */
  public record State(Map<Long, Entry> runs, Map<String, Integer> effects, long highest) {}

  private final Map<Long, Entry> runs = new HashMap<>();
  private final Map<String, Integer> effects = new TreeMap<>();
  private long highest;

  /**
   * Applies what is missing.
   *
   * @param fails the first missing file fails, and nothing is changed
   */
  synchronized Entry migrate(long seq, List<String> files, boolean fails) {
    var known = runs.get(seq);
    if (known != null) {
      return known;
    }
    if (seq <= highest) {
      return new Entry("Fenced", List.of(), highest);
    }
    highest = seq;
    var entry =
        fails && !pending(files).isEmpty()
            ? new Entry("Failed", List.of(), 0)
            : new Entry("Done", apply(files), 0);
    runs.put(seq, entry);
    return entry;
  }

  private List<String> apply(List<String> files) {
    var missing = pending(files);
    missing.forEach(file -> effects.merge(file, 1, Integer::sum));
    return missing;
  }

  /** Shuts out all runs up to this number, and says how many files are in. */
  synchronized List<String> inspect(long seq, List<String> files) {
    highest = Math.max(highest, seq);
    return pending(files);
  }

  synchronized List<String> pending(List<String> files) {
    var missing = new ArrayList<>(files);
    missing.removeAll(effects.keySet());
    return missing;
  }

  public synchronized State state() {
    return new State(Map.copyOf(runs), Map.copyOf(effects), highest);
  }

  /** Goes on where another one was. */
  public synchronized void resume(State state) {
    runs.putAll(state.runs());
    effects.putAll(state.effects());
    highest = state.highest();
  }

  /** How often each file was applied: the probe table. */
  public synchronized Map<String, Integer> effects() {
    return new TreeMap<>(effects);
  }
}
