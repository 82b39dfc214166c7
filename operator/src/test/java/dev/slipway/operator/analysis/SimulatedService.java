package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A version under load, seen once a second, whose errors fall independently of one another. */
final class SimulatedService {
  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  private final SplittableRandom random;
  private final int pods;
  private final int answersPerSecond;
  private Instant now = BEGIN;
  private Evidence evidence;

  SimulatedService(long seed, Limit limit, int pods, int answersPerSecond) {
    this.random = new SplittableRandom(seed);
    this.pods = pods;
    this.answersPerSecond = answersPerSecond;
    this.evidence =
        Evidence.none(Limits.ofErrors(limit.share(), limit.sustained(), limit.sustained()), BEGIN)
            .asking(true, false, BEGIN);
  }

  /** One second of answers at this error rate, then the judgement. */
  Judgement second(double errorRate) {
    now = now.plusSeconds(1);
    evidence = evidence.after(new Look(now, answers(errorRate), Map.of(), Optional.empty()));
    return Judge.judge(evidence, now);
  }

  Duration elapsed() {
    return Duration.between(BEGIN, now);
  }

  private Map<String, Look.Sample> answers(double errorRate) {
    var errors = new long[pods];
    var answers = new long[pods];
    for (var i = 0; i < answersPerSecond; i++) {
      var pod = random.nextInt(pods);
      answers[pod]++;
      errors[pod] += random.nextDouble() < errorRate ? 1 : 0;
    }
    var byPod = new HashMap<String, Look.Sample>();
    for (var pod = 0; pod < pods; pod++) {
      byPod.put(
          "pod-" + pod,
          new Look.Sample(true, new Tally(answers[pod], errors[pod]), Histogram.NONE));
    }
    return byPod;
  }
}
