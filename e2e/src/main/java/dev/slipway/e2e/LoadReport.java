package dev.slipway.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the users saw, read from the load program's lines.
 *
 * @param good answers so far
 * @param bad every bad answer so far, oldest first
 */
public record LoadReport(long good, List<BadAnswer> bad) {

  /** One bad answer. */
  public record BadAnswer(long atMillis, String version, String what) {}

  static LoadReport parse(String log) {
    var good = 0L;
    var bad = new ArrayList<BadAnswer>();
    for (var line : log.lines().toList()) {
      var words = line.split(" ", 4);
      if (words.length == 4 && words[0].equals("BAD")) {
        bad.add(new BadAnswer(Long.parseLong(words[1]), words[2], words[3]));
      } else if (words.length == 4 && words[0].equals("TOTAL")) {
        good = Long.parseLong(words[2]);
      }
    }
    return new LoadReport(good, List.copyOf(bad));
  }

  /** What came after an earlier report. */
  LoadReport since(LoadReport earlier) {
    return new LoadReport(good - earlier.good, bad.subList(earlier.bad.size(), bad.size()));
  }

  /** From the first to the last bad answer. */
  Optional<Duration> badFor() {
    return bad.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(bad.getLast().atMillis() - bad.getFirst().atMillis()));
  }

  @Override
  public String toString() {
    return "%d good, %d bad answers%s"
        .formatted(
            good, bad.size(), bad.isEmpty() ? "" : " (first: " + bad.getFirst().what() + ")");
  }
}
