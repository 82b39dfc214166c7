package dev.slipway.operator.analysis;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads request counters off a page in the Prometheus text format. */
final class MetricsPage {
  private MetricsPage() {}

  /** Empty where the text is no page of metrics at all, such as a web page; never throws. */
  static Optional<Counters> read(String text) {
    var families = new HashMap<String, Map<Map<String, String>, SampleLine>>();
    var isPage = text.isBlank();
    for (var line : (Iterable<String>) text.lines()::iterator) {
      if (isPage && !mayCount(line)) {
        continue;
      }
      var sample = SampleLine.parse(line);
      isPage |= sample.isPresent();
      sample
          .filter(seen -> RequestSeries.FAMILIES.contains(seen.name()))
          .filter(seen -> Double.isFinite(seen.value()) && seen.value() >= 0)
          .filter(RequestSeries::tellsEnding)
          // A series that comes twice is counted once: the later line is the one that stands.
          .ifPresent(seen ->
              families
                  .computeIfAbsent(seen.name(), _ -> new LinkedHashMap<>())
                  .put(seen.labels(), seen));
    }
    return isPage ? Optional.of(counters(families)) : Optional.empty();
  }

  private static boolean mayCount(String line) {
    return line.stripLeading().startsWith("http_");
  }

  private static Counters counters(Map<String, Map<Map<String, String>, SampleLine>> families) {
    return RequestSeries.FAMILIES.stream()
        .filter(families::containsKey)
        .findFirst()
        .map(family -> new Counters(family, tally(families.getOrDefault(family, Map.of()))))
        .orElse(Counters.NONE);
  }

  private static Tally tally(Map<Map<String, String>, SampleLine> series) {
    var answers = 0.0;
    var errors = 0.0;
    for (var sample : series.values()) {
      if (RequestSeries.counts(sample)) {
        answers += sample.value();
        errors += RequestSeries.isError(sample) ? sample.value() : 0;
      }
    }
    return new Tally(Math.round(answers), Math.round(errors));
  }
}
