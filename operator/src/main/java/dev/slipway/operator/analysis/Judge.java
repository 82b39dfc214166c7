package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * From evidence to judgement. Two roads lead to Fail: above the limit for too long, or errors so
 * many that no service within its limit has them by chance. Silence is judged only where old pods
 * prove that the question was heard.
 */
final class Judge {
  /** Fewer answers say nothing about a version. */
  static final int ENOUGH = 20;

  static final Duration DEAD = Duration.ofSeconds(10);

  private Judge() {}

  static Judgement judge(Evidence evidence, Instant now) {
    if (evidence.newPods().isEmpty()) {
      return new Judgement.NotEnoughData("no pod of the new version serves yet");
    }
    return proof(evidence, now)
        .or(() -> silence(evidence, evidence.newPods().get(), now))
        .orElseGet(() -> weigh(evidence, now));
  }

  private static Optional<Judgement> proof(Evidence evidence, Instant now) {
    var limit = evidence.limit();
    var cusum = evidence.cusum();
    if (cusum.proven()) {
      return Optional.of(
          new Judgement.Fail(Sentence.rate(cusum.tally(), cusum.since(), now, limit)));
    }
    return evidence
        .breach()
        .filter(breach -> breach.proven(limit, now))
        .map(breach ->
            new Judgement.Fail(
                "above the limit for %s: %s"
                    .formatted(
                        Sentence.span(limit.sustained()),
                        Sentence.rate(breach.tally(), breach.since(), now, limit))));
  }

  private static Optional<Judgement> silence(Evidence evidence, Presence fresh, Instant now) {
    if (!fresh.silent(now)) {
      return Optional.empty();
    }
    var silence = Sentence.span(fresh.silence(now));
    var trouble = evidence.trouble().map(why -> " (" + why + ")").orElse("");
    var answering = evidence.oldPods().map(old -> old.answering(now)).orElse(Duration.ZERO);
    if (answering.isZero()) {
      return Optional.of(
          new Judgement.Blind(
              "no metrics from any pod, new or old, for %s%s".formatted(silence, trouble)));
    }
    var story =
        "no metrics from the new version for %s while the old one answers%s"
            .formatted(silence, trouble);
    return Optional.of(
        fresh.silence(now).compareTo(DEAD) >= 0 && answering.compareTo(DEAD) >= 0
            ? new Judgement.Fail(story)
            : new Judgement.Suspect(story));
  }

  private static Judgement weigh(Evidence evidence, Instant now) {
    var limit = evidence.limit();
    var cusum = evidence.cusum();
    if (cusum.halfway()) {
      return new Judgement.Suspect(Sentence.rate(cusum.tally(), cusum.since(), now, limit));
    }
    if (evidence.total().answers() < ENOUGH) {
      return new Judgement.NotEnoughData(
          "%d answers of the new version in %s are too few to judge by"
              .formatted(
                  evidence.total().answers(),
                  Sentence.span(Duration.between(evidence.begun(), now))));
    }
    if (evidence.aboveLimit()) {
      var rate = Sentence.rate(evidence.window(), windowStart(evidence), now, limit);
      return new Judgement.Suspect(
          evidence.shared()
              ? rate + "; the old version has " + Sentence.percent(evidence.oldWindow().rate())
              : rate);
    }
    return evidence.window().answers() > 0
        ? new Judgement.Pass(Sentence.rate(evidence.window(), windowStart(evidence), now, limit))
        : new Judgement.Pass(Sentence.rate(evidence.total(), evidence.begun(), now, limit));
  }

  private static Instant windowStart(Evidence evidence) {
    var start = evidence.recent().getLast().at().minus(evidence.limit().window());
    return start.isBefore(evidence.begun()) ? evidence.begun() : start;
  }
}
