package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells a judge's story, a look a second; answers are spread over two new pods. */
final class Looks {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  private Instant now = BEGIN;
  private Evidence evidence;

  Looks(Limit limit) {
    this(Limits.ofErrors(limit.share(), limit.sustained(), SILENCE));
  }

  Looks(Limits limits) {
    evidence = Evidence.none(limits, now).asking(true, false, now);
  }

  Looks withoutNewPods() {
    evidence = evidence.asking(false, true, now);
    return this;
  }

  Looks withOldPods() {
    evidence = evidence.asking(true, true, now);
    return this;
  }

  Looks of(int answers, int errors) {
    return look(spread(answers, errors), Map.of());
  }

  Looks times(int seconds, int answers, int errors) {
    return both(seconds, answers, errors, 0, 0);
  }

  Looks both(int seconds, int answers, int errors, int oldAnswers, int oldErrors) {
    var old = evidence.oldPods().isPresent();
    for (var second = 0; second < seconds; second++) {
      look(
          spread(answers, errors),
          old ? Map.of("old", new Tally(oldAnswers, oldErrors)) : Map.of());
    }
    return this;
  }

  Looks onePod(int seconds) {
    for (var second = 0; second < seconds; second++) {
      look(Map.of("a", new Tally(25, 25), "b", new Tally(25, 0)), Map.of());
    }
    return this;
  }

  Looks alone(int seconds, int answers, int errors) {
    for (var second = 0; second < seconds; second++) {
      look(Map.of("a", new Tally(answers, errors)), Map.of());
    }
    return this;
  }

  Looks nobody(int seconds) {
    for (var second = 0; second < seconds; second++) {
      look(Map.of(), Map.of());
    }
    return this;
  }

  Looks onlyOld(int seconds) {
    for (var second = 0; second < seconds; second++) {
      look(Map.of(), Map.of("old", new Tally(50, 0)));
    }
    return this;
  }

  Judgement judgement() {
    return Judge.judge(evidence, now);
  }

  private Looks look(Map<String, Tally> fresh, Map<String, Tally> old) {
    now = now.plusSeconds(1);
    return look(samples(fresh), samples(old), now);
  }

  private Looks look(Map<String, Look.Sample> fresh, Map<String, Look.Sample> old, Instant at) {
    evidence = evidence.after(new Look(at, fresh, old, Optional.empty()));
    return this;
  }

  private static Map<String, Look.Sample> samples(Map<String, Tally> pods) {
    return pods.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, pod -> new Look.Sample(true, pod.getValue(), Histogram.NONE)));
  }

  /** Answers of which so many took longer than half a second, by histograms with that class. */
  Looks slow(int seconds, int answers, int slow, int oldAnswers, int oldSlow) {
    for (var second = 0; second < seconds; second++) {
      now = now.plusSeconds(1);
      var old = evidence.oldPods().isPresent();
      look(
          Map.of(
              "a",
              timed(answers / 2, slow / 2),
              "b",
              timed(answers - answers / 2, slow - slow / 2)),
          old ? Map.of("old", timed(oldAnswers, oldSlow)) : Map.of(),
          now);
    }
    return this;
  }

  private static Look.Sample timed(long answers, long slow) {
    var upTo =
        Map.of(0.1, (answers - slow) / 2, 0.5, answers - slow, Double.POSITIVE_INFINITY, answers);
    return new Look.Sample(true, new Tally(answers, 0), new Histogram(new TreeMap<>(upTo)));
  }

  Answers old() {
    return evidence.old();
  }

  private static Map<String, Tally> spread(int answers, int errors) {
    var a = new Tally(answers / 2, errors / 2);
    return Map.of("a", a, "b", new Tally(answers - a.answers(), errors - a.errors()));
  }
}
