package dev.slipway.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MisbehaviourTest {

  @Test
  void failsTheShareThatWasAskedForFromTheStart() {
    assertThat(failuresOf(100, 0.2)).isBetween(12L, 28L);
    assertThat(failuresOf(10_000, 0.2)).isBetween(1_850L, 2_150L);
    assertThat(failuresOf(1_000, 0)).isZero();
    assertThat(failuresOf(1_000, 1)).isEqualTo(1_000);
  }

  @Test
  void failsTheSameRequestsEachTime() {
    assertThat(LongStream.range(0, 50).filter(n -> Misbehaviour.fails(n, 0.3)).toArray())
        .isEqualTo(LongStream.range(0, 50).filter(n -> Misbehaviour.fails(n, 0.3)).toArray())
        .isNotEmpty();
  }

  @Test
  void growsEvenlyWhereItIsAskedTo() {
    var fault =
        new Faults.RouteFault(
            "/",
            0.4,
            Duration.ZERO,
            0,
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofSeconds(20));

    assertThat(fault.errorRate(Duration.ofSeconds(10))).isZero();
    assertThat(fault.errorRate(Duration.ofSeconds(15))).isEqualTo(0.1);
    assertThat(fault.errorRate(Duration.ofSeconds(40))).isEqualTo(0.4);
  }

  @Test
  void isThereAtOnceWhereNothingGrows() {
    var fault =
        new Faults.RouteFault(
            "/", 0.4, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    assertThat(fault.errorRate(Duration.ZERO)).isEqualTo(0.4);
  }

  private static long failuresOf(int requests, double rate) {
    return LongStream.range(0, requests).filter(n -> Misbehaviour.fails(n, rate)).count();
  }
}
