package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Where {@link Cusum#PROOF} comes from. Run {@code main} for the figures: how often a service at
 * half its limit is rolled back within a bake of 30,000 requests, and how soon a bad one is.
 */
final class CusumSimulation {
  static final int BAKE = 30_000;

  private static final int BAKES = 20_000;

  /** The runbook's five minutes; far more than proof by evidence needs. */
  private static final Duration RUNBOOK = Duration.ofMinutes(5);

  private CusumSimulation() {}

  /**
   * Share of bakes in which the test alone proves a service guilty that is not. Each request is a
   * look of its own: the strictest case, because the bound on what one look may carry never helps.
   */
  static double wronglyProven(double limit, double errorRate, int bakes, long seed) {
    var random = new SplittableRandom(seed);
    var wrong = IntStream.range(0, bakes).filter(_ -> proves(limit, errorRate, random)).count();
    return (double) wrong / bakes;
  }

  private static boolean proves(double limit, double errorRate, SplittableRandom random) {
    var score = 0.0;
    var answered = 0L;
    while (score < Cusum.PROOF) {
      var good = goodAnswersUntilError(errorRate, random);
      answered += good + 1;
      if (answered > BAKE) {
        return false;
      }
      score = Cusum.next(score, new Tally(good, 0), limit);
      score = Cusum.next(score, new Tally(1, 1), limit);
    }
    return true;
  }

  private static long goodAnswersUntilError(double errorRate, SplittableRandom random) {
    return (long) (Math.log(1 - random.nextDouble()) / Math.log(1 - errorRate));
  }

  /** Seconds from the first bad answer to Fail, sorted; a good minute comes before. */
  static double[] secondsToFail(double errorRate, int answersPerSecond, int runs, long seed) {
    return IntStream.range(0, runs)
        .mapToDouble(run -> secondsToFail(errorRate, answersPerSecond, seed + run))
        .sorted()
        .toArray();
  }

  private static double secondsToFail(double errorRate, int answersPerSecond, long seed) {
    var service = new SimulatedService(seed, new Limit(0.05, RUNBOOK), 3, answersPerSecond);
    for (var second = 0; second < 60; second++) {
      if (service.second(0.005) instanceof Judgement.Fail) {
        return 0;
      }
    }
    var sick = service.elapsed();
    while (!(service.second(errorRate) instanceof Judgement.Fail)) {
      if (service.elapsed().compareTo(Duration.ofHours(1)) > 0) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return service.elapsed().minus(sick).toSeconds();
  }

  static void main() {
    System.out.printf("wrongly proven bakes of %d, proof at %.1f%n", BAKE, Cusum.PROOF);
    for (var limit : List.of(0.001, 0.01, 0.02, 0.05, 0.10, 0.15, 0.20, 0.50)) {
      System.out.printf("  limit %4.1f %%:", limit * 100);
      for (var share : List.of(0.5, 0.75, 1.0)) {
        System.out.printf(
            "  at %.2f of it %.5f", share, wronglyProven(limit, limit * share, BAKES, 1));
      }
      System.out.println();
    }
    System.out.println(
        "seconds to Fail (limit 5 %, 3 pods): median, 95th percentile, worst of 100");
    for (var rate : List.of(1.0, 0.2, 0.1)) {
      for (var load : List.of(5, 50, 500)) {
        var seconds = secondsToFail(rate, load, 100, 7);
        System.out.printf(
            "  %3.0f %% errors at %3d/s: %.0f, %.0f, %.0f%n",
            rate * 100, load, seconds[50], seconds[95], seconds[99]);
      }
    }
  }
}
