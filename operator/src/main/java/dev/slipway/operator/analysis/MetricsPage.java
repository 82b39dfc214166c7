package dev.slipway.operator.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads requests off a page in the Prometheus text format. */
final class MetricsPage {
  private static final String EDGE = "le";
  private static final double MILLIS = 1000;

  private final RequestSeries series;
  private final Map<String, Map<Map<String, String>, SampleLine>> families = new HashMap<>();

  private MetricsPage(RequestSeries series) {
    this.series = series;
  }

  /** Empty where the text is no page of metrics at all, such as a web page; never throws. */
  static Optional<Counters> read(String text, RequestSeries series) {
    var page = new MetricsPage(series);
    return page.take(text) ? Optional.of(page.counters()) : Optional.empty();
  }

  private boolean take(String text) {
    var isPage = text.isBlank();
    for (var line : (Iterable<String>) text.lines()::iterator) {
      if (isPage && !series.concerns(SampleLine.name(line))) {
        continue;
      }
      var sample = SampleLine.parse(line);
      isPage |= sample.isPresent();
      sample
          .filter(seen -> series.concerns(seen.name()))
          .filter(seen -> Double.isFinite(seen.value()) && seen.value() >= 0)
          // A series that comes twice is counted once: the later line is the one that stands.
          .ifPresent(seen ->
              families
                  .computeIfAbsent(seen.name(), _ -> new LinkedHashMap<>())
                  .put(seen.labels(), seen));
    }
    return isPage;
  }

  /** A family that tells probes from users is better than one that does not. */
  private Counters counters() {
    return series.families().stream()
        .filter(name -> tellEnding(name).stream().findAny().isPresent())
        .min(Comparator.comparing(name -> tellEnding(name).stream().noneMatch(series::tellsRoute)))
        .map(family -> new Counters(family, tally(tellEnding(family)), times(family)))
        .orElse(Counters.NONE);
  }

  private List<SampleLine> tellEnding(String family) {
    return samples(family).stream().filter(series::tellsEnding).toList();
  }

  private Collection<SampleLine> samples(String name) {
    return families.getOrDefault(name, Map.of()).values();
  }

  private Tally tally(List<SampleLine> samples) {
    var answers = 0.0;
    var errors = 0.0;
    for (var sample : samples) {
      if (series.counts(sample)) {
        answers += sample.value();
        errors += series.isError(sample) ? sample.value() : 0;
      }
    }
    return new Tally(Math.round(answers), Math.round(errors));
  }

  private Histogram times(String family) {
    return series.durations(family).stream()
        .filter(name -> !samples(name + RequestSeries.BUCKET).isEmpty())
        .findFirst()
        .map(this::histogram)
        .orElse(Histogram.NONE);
  }

  private Histogram histogram(String name) {
    var unit = name.endsWith("_milliseconds") || name.endsWith("_ms") ? MILLIS : 1;
    var upTo = new TreeMap<Double, Double>();
    for (var sample : samples(name + RequestSeries.BUCKET)) {
      var edge = SampleLine.number(sample.labels().getOrDefault(EDGE, ""));
      if (edge.isPresent() && edge.getAsDouble() > 0 && series.counts(sample)) {
        upTo.merge(edge.getAsDouble() / unit, sample.value(), Double::sum);
      }
    }
    var rounded = new TreeMap<Double, Long>();
    upTo.forEach((edge, count) -> rounded.put(edge, Math.round(count)));
    return new Histogram(rounded);
  }
}
