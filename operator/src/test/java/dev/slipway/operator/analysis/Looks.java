package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Judgement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tells a judge's story, a look a second; answers are spread over two new pods. */
final class Looks {
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private Evidence evidence;

  Looks(Limit limit) {
    evidence = Evidence.none(limit, now).asking(true, false, now);
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
    evidence = evidence.after(new Round(now, fresh, old, Optional.empty()));
    return this;
  }

  private static Map<String, Tally> spread(int answers, int errors) {
    var a = new Tally(answers / 2, errors / 2);
    return Map.of("a", a, "b", new Tally(answers - a.answers(), errors - a.errors()));
  }
}
