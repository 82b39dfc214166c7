package dev.slipway.runner.tool;

import static java.util.stream.Collectors.joining;

import dev.slipway.runner.schema.Fingerprint;
import dev.slipway.runner.schema.Place;
import java.util.ArrayList;
import java.util.List;

/** Recognises files that somebody has applied by hand: what they make is there (demand D14). */
public final class ByHand {
  private static final int NAMED = 4;

  private ByHand() {}

  /** A sentence for each file that no history has and whose tables, columns or indexes exist. */
  public static List<String> notes(History history, Fingerprint found, Place place) {
    List<String> notes = new ArrayList<>();
    for (MigrationFile file : history.pending()) {
      List<String> made =
          file.fault().isPresent()
              ? List.of()
              : file.script().created().stream()
                  .map(creation -> creation.key(place.defaultSchema()))
                  .distinct()
                  .toList();
      List<String> there = made.stream().filter(key -> found.objects().containsKey(key)).toList();
      if (!there.isEmpty()) {
        notes.add(sentence(file.name(), made, there));
      }
    }
    return notes;
  }

  private static String sentence(String file, List<String> made, List<String> there) {
    String objects = there.stream().limit(NAMED).collect(joining(", "));
    String more = there.size() > NAMED ? " and %d more".formatted(there.size() - NAMED) : "";
    return made.size() == there.size()
        ? file
            + " is not in the history, and all it makes exists ("
            + objects
            + more
            + "); if somebody has applied it by hand, have it accepted"
        : "%s is not in the history, and of %d objects it makes %d exist (%s%s)"
            .formatted(file, made.size(), there.size(), objects, more);
  }
}
