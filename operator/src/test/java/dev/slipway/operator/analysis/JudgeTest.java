package dev.slipway.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Baseline;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Judgement.Blind;
import dev.slipway.operator.release.Judgement.Fail;
import dev.slipway.operator.release.Judgement.NotEnoughData;
import dev.slipway.operator.release.Judgement.Pass;
import dev.slipway.operator.release.Judgement.Shared;
import dev.slipway.operator.release.Judgement.Suspect;
import dev.slipway.operator.release.Measured;
import dev.slipway.operator.release.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private static Looks looks() {
    return new Looks(new Limit(0.05, FIVE_MINUTES));
  }

  static Stream<Arguments> stories() {
    return Stream.of(
        story("nothing asked yet", NotEnoughData.class, looks().withoutNewPods()),
        story("nothing answered yet", NotEnoughData.class, looks()),
        story("one stray error of three", NotEnoughData.class, looks().of(1, 0).of(1, 1).of(1, 0)),
        story("good answers", Pass.class, looks().times(10, 50, 0)),
        story("few errors", Pass.class, looks().times(10, 50, 1)),
        story("errors in one look only", Suspect.class, looks().times(10, 50, 0).of(50, 50)),
        story("errors in two looks", Suspect.class, looks().times(10, 50, 0).times(2, 50, 50)),
        story("errors in three looks", Fail.class, looks().times(10, 50, 0).times(3, 50, 50)),
        story("errors from the start", Fail.class, looks().times(3, 5, 5)),
        story("errors of one pod of two", Suspect.class, looks().times(20, 50, 0).onePod(5)),
        story("the only pod fails", Fail.class, looks().alone(4, 10, 10)),
        story(
            "a failover of a second",
            Pass.class,
            looks().times(60, 50, 0).of(50, 50).times(20, 50, 0)),
        story("a bit above the limit", Suspect.class, looks().times(60, 50, 3)),
        story("too long a bit above the limit", Fail.class, looks().times(301, 50, 3)),
        story("quiet after good", Pass.class, looks().times(10, 50, 0).times(60, 0, 0)),
        story("nobody answers", Blind.class, looks().withOldPods().nobody(5)),
        story("nobody answers for long", Blind.class, looks().withOldPods().nobody(600)),
        story("no old pods, silence", Blind.class, looks().nobody(600)),
        story("a gap of two seconds", Pass.class, looks().times(10, 50, 0).nobody(2)),
        story("new silent, old not", Suspect.class, looks().withOldPods().onlyOld(9)),
        story("new silent for long, old not", Fail.class, looks().withOldPods().onlyOld(11)),
        story("the network came back", Suspect.class, looks().withOldPods().nobody(60).onlyOld(5)));
  }

  private static Arguments story(String name, Class<? extends Judgement> kind, Looks looks) {
    return Arguments.of(name, kind, looks);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("stories")
  void judges(String name, Class<? extends Judgement> kind, Looks looks) {
    assertThat(looks.judgement()).as(name).isInstanceOf(kind);
  }

  private static Looks timed(double percentile) {
    return new Looks(
        new Limits(
            0.05,
            FIVE_MINUTES,
            List.of(new Limits.Latency(percentile, Duration.ofMillis(400), FIVE_MINUTES)),
            Duration.ofSeconds(10),
            Baseline.UNKNOWN));
  }

  @Test
  void slowAnswersAreJudgedLikeErrors() {
    assertThat(timed(0.99).slow(60, 50, 0, 0, 0).judgement()).isInstanceOf(Pass.class);
    assertThat(timed(0.95).slow(60, 100, 4, 0, 0).judgement()).isInstanceOf(Pass.class);
    assertThat(timed(0.99).slow(20, 50, 0, 0, 0).slow(1, 50, 25, 0, 0).judgement())
        .isInstanceOf(Suspect.class);
    var slow = timed(0.99).slow(20, 50, 0, 0, 0).slow(3, 50, 25, 0, 0).judgement();
    assertThat(slow).isInstanceOf(Fail.class);
    assertThat(((Fail) slow).why()).isEqualTo(Reason.LATENCY);
    assertThat(slow.numbers())
        .isEqualTo("50 % of 150 answers took longer than 400 ms in 3 s, limit 1 % (p99)");
  }

  @Test
  void aBitTooSlowForTooLongFailsAndSaysForHowLong() {
    assertThat(timed(0.95).slow(320, 100, 7, 0, 0).judgement().numbers())
        .startsWith("above the limit for 5 min: 7 % of ")
        .endsWith("limit 5 % (p95)");
  }

  @Test
  void whatTheOldVersionIsAsSlowAtIsShared() {
    var both = timed(0.99).withOldPods().slow(60, 50, 10, 50, 10);
    assertThat(both.judgement()).isInstanceOf(Shared.class);
    assertThat(both.old().p99()).isEmpty();
    assertThat(timed(0.99).withOldPods().slow(60, 50, 0, 500, 1).old().p99())
        .contains(Duration.ofMillis(500));
  }

  @Test
  void pagesThatDoNotTellDurationsLeaveALatencyLimitBlindNotPassed() {
    var blind = timed(0.99).times(60, 50, 0).judgement();
    assertThat(blind).isInstanceOf(Blind.class);
    assertThat(blind.numbers()).contains("analysis.metrics.series.durations");
    assertThat(timed(0.99).times(60, 50, 50).judgement()).isInstanceOf(Fail.class);
  }

  @Test
  void whatTheOldVersionHadBeforeAnythingChangedIsNoNewSickness() {
    var baseline = new Baseline(500, 50, Optional.empty(), true);
    var before = new Limits(0.05, FIVE_MINUTES, List.of(), Duration.ofSeconds(10), baseline);
    var same = new Looks(before).times(400, 50, 5).judgement();
    assertThat(same).isInstanceOf(Shared.class);
    assertThat(same.numbers()).endsWith("; the old version had 10 % before");
    assertThat(new Looks(before).times(60, 50, 25).judgement()).isInstanceOf(Fail.class);
  }

  @Test
  void tellsSinceWhenTheOldVersionIsSick() {
    assertThat(looks().withOldPods().both(60, 0, 0, 50, 1).old().sickSince()).isEmpty();
    var sick = looks().withOldPods().both(60, 0, 0, 50, 0).both(20, 0, 0, 50, 25);
    assertThat(sick.old().sickSince()).contains(Looks.BEGIN.plusSeconds(61));
    assertThat(sick.both(60, 0, 0, 50, 0).old().sickSince()).isEmpty();
    assertThat(sick.old()).isEqualTo(new Answers(7000, 500, Optional.empty(), Optional.empty()));
  }

  @Test
  void namesTheNumbers() {
    assertThat(looks().times(10, 50, 0).times(3, 104, 21).judgement())
        .isEqualTo(
            new Fail(
                Reason.ERROR_RATE,
                "20.2 % of 312 answers were errors in 3 s, limit 5 %",
                new Measured("requests", "20.2 % were errors", "5 %", 312, Duration.ofSeconds(3))));
    assertThat(looks().times(40, 50, 0).judgement().numbers())
        .isEqualTo("0 % of 1500 answers were errors in 30 s, limit 5 %");
    assertThat(looks().of(3, 1).judgement().numbers())
        .isEqualTo("3 answers of the new version in 1 s are too few to judge by");
  }

  @Test
  void doesNotHoldAgainstTheNewVersionWhatTheOldOneSuffersToo() {
    var shared = looks().withOldPods();
    shared.both(60, 50, 0, 50, 0).both(20, 50, 50, 50, 50);
    assertThat(shared.judgement()).isInstanceOf(Shared.class);
    assertThat(shared.judgement().numbers()).endsWith("; the old version has 66.7 %");
    shared.both(600, 50, 20, 50, 20);
    assertThat(shared.judgement()).isInstanceOf(Shared.class);
    shared.both(40, 50, 0, 50, 0);
    assertThat(shared.judgement()).isInstanceOf(Pass.class);
  }

  @Test
  void aSickOldVersionDoesNotExcuseAMuchSickerNewOne() {
    assertThat(looks().withOldPods().both(30, 50, 30, 50, 4).judgement()).isInstanceOf(Fail.class);
  }

  @Test
  void anOldVersionWithFewAnswersExcusesNothing() {
    assertThat(looks().withOldPods().both(4, 50, 50, 1, 1).judgement()).isInstanceOf(Fail.class);
  }

  @Test
  void noRateIsTooHighForALimitOfAHundredPercent() {
    assertThat(new Looks(new Limit(1, Duration.ZERO)).times(400, 50, 50).judgement())
        .isInstanceOf(Pass.class);
  }

  @Test
  void aLimitOfZeroForgivesNoLastingErrors() {
    var zero = new Looks(new Limit(0, Duration.ofMinutes(1)));
    assertThat(zero.times(60, 50, 0).judgement()).isInstanceOf(Pass.class);
    assertThat(zero.times(62, 50, 1).judgement()).isInstanceOf(Fail.class);
  }
}
