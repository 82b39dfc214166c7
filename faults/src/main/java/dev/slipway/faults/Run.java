package dev.slipway.faults;

import dev.slipway.faults.Strike.Written;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run, as it went.
 *
 * @param struck whether the plan's write came; true where there was no plan
 * @param ended whether everything came to rest in time
 * @param trace writes from the moment they counted
 * @param end what there was in the end, one line for each thing
 * @param faults what was seen meanwhile that must never be
 */
record Run(
    boolean struck,
    boolean ended,
    Duration took,
    List<Written> trace,
    List<String> end,
    List<String> faults) {

  /** How often each object was made; of a refused or repeated order, the one that was taken. */
  Map<String, Integer> creations() {
    var counts = new TreeMap<String, Integer>();
    trace.stream()
        .filter(written -> written.label().startsWith("POST "))
        .filter(written -> written.code() == 201)
        .forEach(written -> counts.merge(written.object(), 1, Integer::sum));
    return counts;
  }

  /** The most writes that any one object saw within a minute. */
  Map<String, Integer> busiestMinutes() {
    var most = new TreeMap<String, Integer>();
    for (var first : trace) {
      var count =
          trace.stream()
              .filter(each -> each.object().equals(first.object()))
              .filter(each -> each.nanos() >= first.nanos())
              .filter(each -> each.nanos() - first.nanos() < Duration.ofMinutes(1).toNanos())
              .count();
      most.merge(first.object(), (int) count, Math::max);
    }
    return most;
  }
}
