package dev.slipway.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.release.Judgement;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CusumTest {

  /** {@code make simulate} does the same with more bakes and leaves its page in docs/reports. */
  @Test
  void theThresholdIsTheOneThatTheSimulationAsksFor() throws IOException {
    var bakes = Integer.getInteger("slipway.bakes", 0);
    var sheet = new CusumSheet(bakes > 0 ? bakes : 2_000);
    assertThat(Cusum.PROOF).isBetween(sheet.needed(), sheet.needed() + 1);
    if (bakes > 0) {
      sheet.delays();
      sheet.write();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.05, 0.1, 0.2})
  void aServiceAtHalfItsLimitIsWronglyProvenInAtMostOneOfAThousandBakes(double limit) {
    var peaks = CusumSimulation.peaks(limit, limit / 2, 5_000, 1);
    assertThat(CusumSimulation.reaching(Cusum.PROOF, peaks)).isLessThanOrEqualTo(0.001);
  }

  @ParameterizedTest
  @CsvSource({"1.0, 5, 3", "1.0, 500, 3", "0.2, 50, 8", "0.2, 500, 3"})
  void aBadVersionIsKnownWithinSeconds(double errorRate, int answersPerSecond, int seconds) {
    var taken = CusumSimulation.secondsToFail(errorRate, answersPerSecond, 10, 1);
    assertThat(taken[0]).isGreaterThanOrEqualTo(3);
    assertThat(taken[9]).isLessThanOrEqualTo(seconds);
  }

  @Test
  void neitherRoadRollsBackAServiceAtHalfItsLimit() {
    for (var seed = 0; seed < 10; seed++) {
      var service = new SimulatedService(seed, new Limit(0.05, Duration.ofMinutes(1)), 3, 50);
      for (var second = 0; second < 600; second++) {
        assertThat(service.second(0.025)).isNotInstanceOf(Judgement.Fail.class);
      }
    }
  }

  @Test
  void staysFiniteWhateverTheLimit() {
    for (var limit : new double[] {0, 0.5, 0.999999, 1, 9.99}) {
      for (var suspected : new double[] {Cusum.far(limit), Cusum.twice(limit)}) {
        assertThat(Cusum.next(0, new Tally(1_000_000, 500_000), limit, suspected))
            .isBetween(0.0, Cusum.PROOF);
      }
    }
    assertThat(Cusum.next(0, new Tally(10, 10), 1, 1)).isZero();
  }
}
