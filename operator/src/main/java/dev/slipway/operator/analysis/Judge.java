package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Measured;
import dev.slipway.operator.release.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From evidence to judgement. Two roads lead to Fail: above the limit for too long, or bad answers
 * so many that no service within its limit has them by chance. Silence is judged only where old
 * pods prove that the question was heard.
 */
final class Judge {
  /** Fewer answers say nothing about a version. */
  static final int ENOUGH = 20;

  private static final String NEVER =
      "; no pod of it ever gave any: look whether analysis.metrics.port and path are right";

  private Judge() {}

  static Judgement judge(Evidence evidence, Instant now) {
    if (evidence.newPods().isEmpty()) {
      return new Judgement.NotEnoughData("no pod of the new version serves yet");
    }
    return evidence.tracks().stream()
        .flatMap(track -> proof(track, now).stream())
        .findFirst()
        .or(() -> silence(evidence, evidence.newPods().get(), now))
        .orElseGet(() -> weigh(evidence, now));
  }

  private static Optional<Judgement> proof(Track track, Instant now) {
    var limit = track.limit();
    var cusum = track.cusum();
    var why = limit.symptom().reason();
    if (cusum.proven()) {
      return Optional.of(
          new Judgement.Fail(
              why,
              Sentence.rate(cusum.tally(), cusum.since(), now, limit),
              Sentence.measured(cusum.tally(), cusum.since(), now, limit)));
    }
    return track
        .breach()
        .filter(breach -> breach.proven(limit, now))
        .map(breach ->
            new Judgement.Fail(
                why,
                "above the limit for %s: %s"
                    .formatted(
                        Sentence.span(limit.sustained()),
                        Sentence.rate(breach.tally(), breach.since(), now, limit)),
                Sentence.measured(breach.tally(), breach.since(), now, limit)));
  }

  private static Optional<Judgement> silence(Evidence evidence, Presence fresh, Instant now) {
    if (!fresh.silent(now)) {
      return Optional.empty();
    }
    var lasts = fresh.silence(now);
    var silence = Sentence.span(lasts);
    var trouble = evidence.trouble().map(why -> " (" + why + ")").orElse("");
    var answering = evidence.oldPods().map(old -> old.answering(now)).orElse(Duration.ZERO);
    var atMost = evidence.limits().silence();
    var measured = new Measured("scrape", "silent for " + silence, Sentence.span(atMost), 0, lasts);
    if (answering.isZero()) {
      return Optional.of(
          new Judgement.Blind(
              "no metrics from any pod, new or old, for %s%s%s"
                  .formatted(silence, trouble, fresh.everAnswered() ? "" : NEVER),
              measured));
    }
    var story =
        "no metrics from the new version for %s while the old one answers%s"
            .formatted(silence, trouble);
    return Optional.of(
        lasts.compareTo(atMost) >= 0 && answering.compareTo(atMost) >= 0
            ? new Judgement.Fail(Reason.HEALTH_FAILING, story, measured)
            : new Judgement.Suspect(Reason.HEALTH_FAILING, story, measured));
  }

  /** The gravest of what there is to say. */
  private static Judgement weigh(Evidence evidence, Instant now) {
    var all = new ArrayList<Judgement>();
    evidence.tracks().forEach(track -> all.add(weigh(track, evidence, now)));
    if (evidence.hides()) {
      all.add(
          new Judgement.Blind(
              "the metrics pages tell no durations up to the limit of analysis.latency; a histogram with such a class is needed, analysis.metrics.series.durations names it"));
    }
    var gravest = all.stream().min(Comparator.comparingInt(Judge::rank)).orElseThrow();
    return gravest instanceof Judgement.Pass ? passed(all) : gravest;
  }

  private static Judgement passed(List<Judgement> all) {
    return new Judgement.Pass(
        all.stream().map(Judgement::numbers).collect(Collectors.joining("; ")),
        all.getFirst().measured());
  }

  private static int rank(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Fail _ -> 0;
      case Judgement.Suspect _ -> 1;
      case Judgement.Shared _ -> 2;
      case Judgement.Blind _ -> 3;
      case Judgement.NotEnoughData _ -> 4;
      case Judgement.Pass _ -> 5;
      case Judgement.NotAsked _ -> 6;
    };
  }

  private static Judgement weigh(Track track, Evidence evidence, Instant now) {
    var limit = track.limit();
    var cusum = track.cusum();
    var why = limit.symptom().reason();
    if (cusum.halfway()) {
      return new Judgement.Suspect(
          why,
          Sentence.rate(cusum.tally(), cusum.since(), now, limit),
          Sentence.measured(cusum.tally(), cusum.since(), now, limit));
    }
    if (track.total().answers() < ENOUGH) {
      return few(track.total(), evidence, now);
    }
    var since = windowStart(track, evidence.begun());
    var rate = Sentence.rate(track.window(), since, now, limit);
    var measured = Sentence.measured(track.window(), since, now, limit);
    if (track.aboveLimit()) {
      return track.shared()
          ? new Judgement.Shared(why, rate + "; the old version " + old(track), measured)
          : new Judgement.Suspect(why, rate, measured);
    }
    return track.window().answers() > 0
        ? new Judgement.Pass(rate, measured)
        : new Judgement.Pass(
            Sentence.rate(track.total(), evidence.begun(), now, limit),
            Sentence.measured(track.total(), evidence.begun(), now, limit));
  }

  private static String old(Track track) {
    return track.oldWindow().answers() > 0
        ? "has " + Sentence.percent(track.oldWindow().rate())
        : "had " + Sentence.percent(track.before().rate()) + " before";
  }

  private static Judgement few(Tally total, Evidence evidence, Instant now) {
    return new Judgement.NotEnoughData(
        total.answers() == 0 && !evidence.counts()
            ? "the metrics pages of the new version count no requests under a known name; if it serves any, name them in analysis.metrics.series"
            : "%d answers of the new version in %s are too few to judge by"
                .formatted(
                    total.answers(), Sentence.span(Duration.between(evidence.begun(), now))));
  }

  private static Instant windowStart(Track track, Instant begun) {
    var start = track.recent().getLast().at().minus(track.limit().window());
    return start.isBefore(begun) ? begun : start;
  }
}
