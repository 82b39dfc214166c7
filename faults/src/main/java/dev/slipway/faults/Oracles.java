package dev.slipway.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Compares a run in which something broke with one in which nothing did. */
final class Oracles {
  /** More than twice as busy as the reference, and this many writes more, is a hot loop. */
  private static final int SLACK = 15;

  /**
   * Where an order to migrate was refused, the operator cannot know that it was, and asks the
   * database; that changes nothing there. While a runner has not come to its end it asks again.
   */
  private static final String INSPECTION = "shop-[0-9]+-inspect-\\*";

  private static final int INSPECTIONS = 2;

  private Oracles() {}

  static List<String> judge(Run reference, Run run) {
    var found = new ArrayList<>(run.faults());
    if (!run.ended()) {
      found.add(
          "it did not come to the end of the reference within %d s"
              .formatted(run.took().toSeconds()));
    }
    differences("end", comparable(reference.end()), comparable(run.end()), found);
    creations(reference, run, found);
    run.busiestMinutes()
        .forEach((object, writes) -> {
          var allowed = 2 * reference.busiestMinutes().getOrDefault(object, 0) + SLACK;
          if (writes > allowed) {
            found.add(
                "%s was written %d times within a minute, %d are allowed"
                    .formatted(object, writes, allowed));
          }
        });
    return found;
  }

  private static void creations(Run reference, Run run, List<String> found) {
    var wanted = reference.creations();
    var made = run.creations();
    var objects = new TreeSet<>(wanted.keySet());
    objects.addAll(made.keySet());
    for (var object : objects) {
      var should =
          object.matches("jobs/" + INSPECTION)
              ? INSPECTIONS + run.took().toMinutes()
              : wanted.getOrDefault(object, 0);
      var did = made.getOrDefault(object, 0);
      if (did > should) {
        found.add("%s was made %d times instead of %d".formatted(object, did, should));
      }
    }
  }

  /** The end without what a fault may add to it. */
  static List<String> comparable(List<String> end) {
    return end.stream().filter(line -> !line.matches("job " + INSPECTION)).toList();
  }

  private static void differences(
      String what, List<String> wanted, List<String> got, List<String> found) {
    var missing = new ArrayList<>(wanted);
    got.forEach(missing::remove);
    var surplus = new ArrayList<>(got);
    wanted.forEach(surplus::remove);
    missing.forEach(line -> found.add(what + " lacks: " + line));
    surplus.forEach(line -> found.add(what + " has:   " + line));
  }
}
