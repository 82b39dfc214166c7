package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.releasingV2;

import dev.slipway.operator.release.Action.StartJob;
import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Promoting;
import dev.slipway.operator.release.Phase.Smoking;
import dev.slipway.operator.release.Result.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The auth flow during the bake (B1): tried again and again, and believed the second time. */
class ReloginTest {
  private static final Instant UNTIL = NOW.plusSeconds(300);
  private static final Instant LATER = NOW.plusSeconds(40);

  private static Plan logsIn(Duration bake) {
    var plan = Given.plan("v2");
    return new Plan(
        plan.hash(),
        plan.version(),
        true,
        true,
        plan.rolling(),
        true,
        plan.unhealthyAfter(),
        bake,
        plan.progressDeadline(),
        true,
        true,
        false);
  }

  private static Given baking(Instant until, Instant next, int failed) {
    return releasingV2(
            new Baking(until, false, Optional.empty(), Optional.of(new Relogin(next, failed))))
        .plan(logsIn(Duration.ofMinutes(10)))
        .traffic(SHARED_TRAFFIC)
        .oldPods(Pods.of(1))
        .newPods(Pods.of(2).ready(3))
        .requests(new Judgement.Pass("0 %"));
  }

  private static Baking next(Instant until, Instant at, int failed) {
    return new Baking(until, false, Optional.empty(), Optional.of(new Relogin(at, failed)));
  }

  @ParameterizedTest
  @CsvSource({"60, 30", "300, 30", "600, 60", "3600, 360"})
  void isTriedAtMostTenTimesInABake(int bake, int first) {
    assertThat(
            releasingV2(new Smoking(NOW.plusSeconds(60)))
                .plan(logsIn(Duration.ofSeconds(bake)))
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1))
                .newPods(Pods.of(2).ready(3))
                .jobSaid(Verdict.DONE))
        .goesTo(next(NOW.plusSeconds(bake), NOW.plusSeconds(first), 0));
  }

  @Test
  void aBakeWithoutALoginTriesNothing() {
    assertThat(
            releasingV2(new Baking(UNTIL, false))
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1))
                .newPods(Pods.of(2).ready(3)))
        .startsNothing();
  }

  @Test
  void startsItsJobWhenItIsDueAndNotBefore() {
    assertThat(baking(UNTIL, LATER, 0)).startsNothing().wakesAt(LATER);
    assertThat(baking(UNTIL, NOW, 0)).does(new StartJob(Step.LOGIN, 2, 4));
    assertThat(baking(UNTIL, NOW, 0).jobRuns()).startsNothing();
    assertThat(baking(UNTIL, NOW, 0).replicas(0)).startsNothing();
    assertThat(baking(NOW, NOW, 0)).startsNothing().goesTo(Promoting.class);
  }

  @Test
  void aLoginThatWorksIsTriedAgainAfterAWhile() {
    assertThat(baking(UNTIL, NOW, 1).jobSaid(Verdict.DONE))
        .goesTo(next(UNTIL, NOW.plusSeconds(60), 0));
  }

  @Test
  void oneFailureIsTriedOnceMoreAndTheSecondGoesBack() {
    assertThat(baking(UNTIL, NOW, 0).jobSaid(Verdict.SMOKE_FAILED))
        .goesTo(next(UNTIL, NOW.plusSeconds(5), 1))
        .startsNothing();
    assertThat(baking(UNTIL, NOW, 1).jobSaid(Verdict.SMOKE_FAILED))
        .goesTo(GoingBack.class)
        .because(Reason.AUTH_BROKEN);
  }

  @Test
  void aJobWithoutAnAnswerProvesNothing() {
    assertThat(baking(UNTIL, NOW, 0).jobLost()).goesTo(next(UNTIL, NOW.plusSeconds(60), 0));
    assertThat(baking(UNTIL, NOW, 1).jobLost()).goesTo(next(UNTIL, NOW.plusSeconds(5), 1));
    assertThat(baking(UNTIL, NOW, 0).jobSaid(Verdict.UNREACHABLE))
        .goesTo(next(UNTIL, NOW.plusSeconds(60), 0));
  }

  @Test
  void aDoubtIsSettledBeforeThePromotionButNotWaitedForWithoutEnd() {
    assertThat(baking(NOW.minusSeconds(1), NOW, 1)).does(new StartJob(Step.LOGIN, 2, 4));
    assertThat(baking(NOW.minusSeconds(1), LATER, 1).jobRuns()).staysIn(Baking.class);
    assertThat(baking(NOW.minus(Pace.SMOKE), LATER, 1).jobRuns())
        .goesTo(GoingBack.class)
        .because(Reason.AUTH_BROKEN);
  }

  @Test
  void aForeignJobOfThatNameIsNotTouched() {
    assertThat(baking(UNTIL, NOW, 0).job(new JobSeen.Foreign("it is somebody else's")))
        .ends(Outcome.HELD)
        .because(Reason.NAME_TAKEN);
  }
}
