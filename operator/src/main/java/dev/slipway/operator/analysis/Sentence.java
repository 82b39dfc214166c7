package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers as people read them. */
final class Sentence {
  private Sentence() {}

  static String rate(Tally tally, Instant since, Instant now, Limit limit) {
    return "%s of %d answers %s in %s, limit %s%s"
        .formatted(
            percent(tally.rate()),
            tally.answers(),
            limit.symptom().said(),
            span(Duration.between(since, now)),
            percent(limit.share()),
            limit.symptom().name());
  }

  /** The same, number by number. */
  static Measured measured(Tally tally, Instant since, Instant now, Limit limit) {
    return new Measured(
        "requests",
        percent(tally.rate()) + " " + limit.symptom().said(),
        percent(limit.share()) + limit.symptom().name(),
        tally.answers(),
        Duration.between(since, now));
  }

  /** Whole seconds as such, all else in milliseconds. */
  static String time(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  static String percent(double rate) {
    var digits = String.format(Locale.ROOT, rate > 0 && rate < 0.001 ? "%.3f" : "%.1f", rate * 100);
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + " %";
  }

  /** Whole seconds below two minutes, whole minutes above. */
  static String span(Duration time) {
    var seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
    return seconds < 120 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
  }
}
