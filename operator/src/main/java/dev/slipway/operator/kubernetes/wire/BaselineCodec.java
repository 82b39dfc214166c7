package dev.slipway.operator.kubernetes.wire;

import dev.slipway.operator.release.Baseline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The baseline of an attempt; stands beside the fields of its phase, and may be missing. */
public final class BaselineCodec {
  private static final String COUNTED = "oldAnswers";
  private static final String ERRORS = "oldErrors";
  private static final String P99 = "oldP99Micros";
  private static final String SICK = "oldSick";

  private BaselineCodec() {}

  static Map<String, String> write(Baseline baseline) {
    if (baseline.counted() == 0) {
      return Map.of();
    }
    var fields = new TreeMap<String, String>();
    fields.put(COUNTED, Long.toString(baseline.counted()));
    fields.put(ERRORS, Long.toString(baseline.errors()));
    fields.put(SICK, Boolean.toString(baseline.sick()));
    baseline.p99().ifPresent(p99 -> fields.put(P99, Long.toString(p99.toNanos() / 1000)));
    return fields;
  }

  /** What is missing or odd is unknown: a baseline only ever excuses. */
  public static Baseline read(Map<String, String> fields) {
    var counted = number(fields, COUNTED);
    var errors = number(fields, ERRORS);
    return counted.isEmpty() || errors.isEmpty()
        ? Baseline.UNKNOWN
        : new Baseline(
            counted.get(),
            errors.get(),
            number(fields, P99).map(micros -> Duration.ofNanos(micros * 1000)),
            Boolean.parseBoolean(fields.get(SICK)));
  }

  private static Optional<Long> number(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .filter(text -> text.matches("[0-9]{1,15}"))
        .map(Long::parseLong);
  }
}
