package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Judgement;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Where {@link Cusum#PROOF} comes from: how high the score of an innocent service climbs within a
 * bake, and how soon a guilty one is proven so. {@code make simulate} prints the figures.
 */
final class CusumSimulation {
  /** Requests of one bake. */
  static final int BAKE = 30_000;

  /** So many of all bakes may end in a wrong way back. */
  static final double WRONG = 0.001;

  /** Limits that people set; the errors fall at half of each. */
  static final double[] LIMITS = {0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};

  /** The runbook's five minutes; far more than proof by evidence needs. */
  private static final Duration RUNBOOK = Duration.ofMinutes(5);

  private static final Tally ERROR = new Tally(1, 1);
  private static final Tally GOOD = new Tally(1, 0);
  private static final int GOOD_SECONDS = 60;
  private static final Duration HOPELESS = Duration.ofHours(1);

  private CusumSimulation() {}

  /**
   * The highest score of each bake, sorted. Each request is a look of its own: the strictest case,
   * because the bound on what one look may carry never helps.
   */
  static double[] peaks(double limit, double errorRate, int bakes, long seed) {
    return IntStream.range(0, bakes)
        .parallel()
        .mapToDouble(bake -> peak(limit, errorRate, new SplittableRandom(seed * bakes + bake)))
        .sorted()
        .toArray();
  }

  private static double peak(double limit, double errorRate, SplittableRandom random) {
    var far = 0.0;
    var near = 0.0;
    var peak = 0.0;
    var farError = Cusum.gain(ERROR, limit, Cusum.far(limit));
    var farGood = Cusum.gain(GOOD, limit, Cusum.far(limit));
    var nearError = Cusum.gain(ERROR, limit, Cusum.twice(limit));
    var nearGood = Cusum.gain(GOOD, limit, Cusum.twice(limit));
    for (var answered = 0L; ; answered++) {
      var between = goodAnswersUntilError(errorRate, random);
      answered += between;
      if (answered >= BAKE) {
        return peak;
      }
      far = Math.max(0, far + between * farGood) + farError;
      near = Math.max(0, near + between * nearGood) + nearError;
      peak = Math.max(peak, Math.max(far, near));
    }
  }

  private static long goodAnswersUntilError(double errorRate, SplittableRandom random) {
    return (long) (Math.log(1 - random.nextDouble()) / Math.log(1 - errorRate));
  }

  /** The lowest threshold that so few bakes reach. */
  static double threshold(double[] peaks) {
    return peaks[(int) Math.ceil(peaks.length * (1 - WRONG)) - 1];
  }

  /** Share of the bakes that reach the threshold. */
  static double reaching(double threshold, double[] peaks) {
    return (double) Arrays.stream(peaks).filter(peak -> peak >= threshold).count() / peaks.length;
  }

  /** Seconds from the first bad answer to Fail, sorted; a good minute comes before. */
  static double[] secondsToFail(double errorRate, int answersPerSecond, int runs, long seed) {
    return IntStream.range(0, runs)
        .parallel()
        .mapToDouble(run -> secondsToFail(errorRate, answersPerSecond, seed + run))
        .sorted()
        .toArray();
  }

  private static double secondsToFail(double errorRate, int answersPerSecond, long seed) {
    var service = new SimulatedService(seed, new Limit(0.05, RUNBOOK), 3, answersPerSecond);
    for (var second = 0; second < GOOD_SECONDS; second++) {
      if (service.second(0.005) instanceof Judgement.Fail) {
        return 0;
      }
    }
    var sick = service.elapsed();
    while (!(service.second(errorRate) instanceof Judgement.Fail)) {
      if (service.elapsed().compareTo(HOPELESS) > 0) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return service.elapsed().minus(sick).toSeconds();
  }

  /**
   * What no test can beat on average that is wrong as seldom (Lorden 1971): the logarithm of the
   * requests between two wrong alarms, over what one request tells; and never fewer than three
   * looks.
   */
  static double leastSeconds(double limit, double errorRate, int answersPerSecond) {
    var innocent = limit / 2;
    var told =
        errorRate * Math.log(errorRate / innocent)
            + (errorRate < 1 ? (1 - errorRate) * Math.log((1 - errorRate) / (1 - innocent)) : 0);
    return Math.max(3, Math.log(BAKE / WRONG) / told / answersPerSecond);
  }
}
