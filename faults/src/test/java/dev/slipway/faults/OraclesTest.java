package dev.slipway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.faults.Strike.Written;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An oracle that sees nothing would let everything pass. */
class OraclesTest {
  private static final Run GOOD = run(true, List.of("a", "b"), List.of(), made("jobs/x", 1));

  @Test
  void equalRunsAreEqual() {
    assertThat(Oracles.judge(GOOD, GOOD)).isEmpty();
  }

  @Test
  void anotherEndIsSeen() {
    var other = run(true, List.of("a", "c"), List.of(), made("jobs/x", 1));

    assertThat(Oracles.judge(GOOD, other)).containsExactly("end lacks: b", "end has:   c");
  }

  @Test
  void aSecondCreationIsSeen() {
    var twice = run(true, GOOD.end(), List.of(), made("jobs/x", 2));

    assertThat(Oracles.judge(GOOD, twice)).containsExactly("jobs/x was made 2 times instead of 1");
  }

  /** A runner that has not come to its end is asked after again, on a slow machine more often. */
  @Test
  void theLongerItTakesTheMoreInspections() {
    var inspections = made("jobs/shop-2-inspect-*", 3);

    assertThat(Oracles.judge(GOOD, run(true, GOOD.end(), List.of(), inspections)))
        .containsExactly("jobs/shop-2-inspect-* was made 3 times instead of 2");
    assertThat(
            Oracles.judge(
                GOOD,
                new Run(true, true, Duration.ofMinutes(1), inspections, GOOD.end(), List.of())))
        .isEmpty();
  }

  @Test
  void aRunThatDoesNotEndIsSeen() {
    var endless = run(false, GOOD.end(), List.of(), GOOD.trace());

    assertThat(Oracles.judge(GOOD, endless)).singleElement().asString().contains("did not come");
  }

  @Test
  void aHotLoopIsSeen() {
    var hot =
        IntStream.range(0, 40)
            .mapToObj(i -> new Written("PUT s #" + i, "s", Duration.ofSeconds(i).toNanos(), 200))
            .toList();

    assertThat(Oracles.judge(GOOD, run(true, GOOD.end(), List.of(), hot)))
        .containsExactly("s was written 40 times within a minute, 15 are allowed");
  }

  @Test
  void whatWasSeenMeanwhileCounts() {
    var leaking = run(true, GOOD.end(), List.of("a secret"), GOOD.trace());

    assertThat(Oracles.judge(GOOD, leaking)).containsExactly("a secret");
  }

  private static List<Written> made(String object, int times) {
    return IntStream.rangeClosed(1, times)
        .mapToObj(i -> new Written("POST " + object + " #" + i, object, i, 201))
        .toList();
  }

  private static Run run(
      boolean ended, List<String> end, List<String> faults, List<Written> trace) {
    return new Run(true, ended, Duration.ofSeconds(9), trace, end, faults);
  }
}
