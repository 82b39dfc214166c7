package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.plan;

import dev.slipway.operator.release.Action.NarrowTraffic;
import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Action.StartJob;
import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Promoting;
import dev.slipway.operator.release.Phase.Smoking;
import dev.slipway.operator.release.Result.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProofTest {
  private static final Smoking SMOKING = new Smoking(NOW.plusSeconds(100));
  private static final Smoking TOO_LATE = new Smoking(NOW);
  private static final Baking BAKING = new Baking(NOW.plusSeconds(300), false);
  private static final Baking BAKED = new Baking(NOW, false);
  private static final Judgement PASS = new Judgement.Pass("0.1 % of 4000");

  @Test
  void theSmokeTestIsAJob() {
    assertThat(allNew(SMOKING)).staysIn(Smoking.class).doesJust(new StartJob(Step.SMOKE, 2, 4));
    assertThat(allNew(SMOKING).jobRuns()).doesNothing();
    assertThat(allNew(SMOKING).jobRuns().replicas(4)).doesJust(new Scale(2, 4, "rv2"));
  }

  @Test
  void oneThatWasInterruptedRunsAgainUnderAnotherNumberAfterAPause() {
    var decision = allNew(SMOKING).jobLost().decide();
    assertThat(decision)
        .goesTo(smoking(new Retries(1, NOW.plusSeconds(5)), Optional.empty()))
        .because(Reason.SMOKE_UNREACHABLE)
        .startsNothing();
    org.assertj.core.api.Assertions.assertThat(decision.next().seq()).isEqualTo(5);
    assertThat(allNew(smoking(new Retries(1, NOW.plusSeconds(1)), Optional.empty())))
        .startsNothing();
    assertThat(allNew(smoking(new Retries(1, NOW), Optional.empty())))
        .doesJust(new StartJob(Step.SMOKE, 2, 4));
  }

  @Test
  void aTargetThatDoesNotAnswerIsAskedAgainUntilTheDeadline() {
    assertThat(allNew(SMOKING).jobSaid(Verdict.UNREACHABLE))
        .goesTo(smoking(new Retries(1, NOW.plusSeconds(5)), Optional.empty()));
    assertThat(allNew(new Smoking(NOW.plusSeconds(5))).jobSaid(Verdict.UNREACHABLE))
        .goesTo(GoingBack.class)
        .because(Reason.SMOKE_FAILED);
  }

  @Test
  void aVersionThatPassesItIsWatched() {
    assertThat(allNew(SMOKING).jobSaid(Verdict.DONE))
        .goesTo(new Baking(NOW.plus(Duration.ofMinutes(10)), false));
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"SMOKE_FAILED", "FAILED", "UNKNOWN"})
  void aVersionThatDoesNotPassGoesBack(Verdict verdict) {
    assertThat(allNew(SMOKING).jobSaid(verdict))
        .goesTo(GoingBack.class)
        .because(Reason.SMOKE_FAILED)
        .doesJust(new Scale(1, 3, "rv1"));
  }

  @Test
  void aSmokeTestWithoutEndGoesBack() {
    assertThat(allNew(TOO_LATE).jobRuns()).goesTo(GoingBack.class).because(Reason.SMOKE_FAILED);
    assertThat(allNew(TOO_LATE).jobLost()).goesTo(GoingBack.class).startsNothing();
    assertThat(allNew(TOO_LATE)).goesTo(GoingBack.class).startsNothing();
  }

  @Test
  void aForeignJobOfTheNameIsHeld() {
    assertThat(allNew(SMOKING).job(new JobSeen.Foreign("no owner")))
        .ends(Outcome.HELD)
        .because(Reason.NAME_TAKEN);
  }

  @Test
  void withoutPodsThereIsNothingToSmoke() {
    assertThat(allNew(SMOKING).replicas(0).newPods(Pods.of(2))).goesTo(Baking.class);
  }

  @Test
  void aFirstVersionThatFailsItsSmokeTestIsKeptToBeLookedAt() {
    assertThat(firstInstall(SMOKING).newPods(Pods.of(2).ready(3)).jobSaid(Verdict.SMOKE_FAILED))
        .ends(Outcome.FAILED)
        .because(Reason.SMOKE_FAILED)
        .servingNothing()
        .doesNothing();
  }

  @Test
  void theBakeGoesOnToItsEnd() {
    assertThat(allNew(BAKING).requests(PASS))
        .staysIn(Baking.class)
        .saying("0.1 %")
        .doesNothing()
        .wakesWithin(Duration.ofMinutes(1));
  }

  @Test
  void replicasAreFollowedWhileItBakes() {
    assertThat(allNew(BAKING).replicas(5)).doesJust(new Scale(2, 5, "rv2"));
  }

  @Test
  void unreadyPodsAreLookedAtOftenEnoughToKeepTheirTime() {
    assertThat(
            allNew(BAKING)
                .newPods(Pods.of(2).wanted(3).ready(2).unreadyFor(Duration.ofSeconds(10))))
        .wakesWithin(Pace.GLANCE);
  }

  @Test
  void crashesErrorsAndAMissingDeploymentGoBackAtAnyTime() {
    for (var phase : new Phase[] {SMOKING, BAKING, BAKED}) {
      assertThat(allNew(phase).newPods(Pods.of(2).wanted(3).ready(2).crashing(1)))
          .goesTo(GoingBack.class)
          .because(Reason.PODS_CRASH);
      assertThat(allNew(phase).requests(new Judgement.Fail("20 % of 400")))
          .goesTo(GoingBack.class)
          .because(Reason.ERROR_RATE)
          .saying("20 % of 400");
      assertThat(Given.releasingV2(phase)).goesTo(GoingBack.class).because(Reason.NO_PROGRESS);
    }
  }

  @Test
  void aPodThatStaysUnreadyGoesBackAfterTheLimit() {
    var one = Pods.of(2).wanted(3).ready(2);
    assertThat(allNew(BAKING).newPods(one.unreadyFor(Duration.ofSeconds(299))))
        .staysIn(Baking.class);
    assertThat(allNew(BAKING).newPods(one.unreadyFor(Duration.ofMinutes(5))))
        .goesTo(GoingBack.class)
        .because(Reason.HEALTH_FAILING)
        .saying("2 of 3");
  }

  @Test
  void anOutageGoesBackAfterHalfAMinute() {
    var none = Pods.of(2).wanted(3);
    assertThat(allNew(BAKING).newPods(none.unreadyFor(Duration.ofSeconds(29))))
        .staysIn(Baking.class);
    assertThat(allNew(BAKING).newPods(none.unreadyFor(Duration.ofSeconds(30))))
        .goesTo(GoingBack.class)
        .because(Reason.HEALTH_FAILING);
  }

  @Test
  void noVersionIsPromotedWhileItIsUnwell() {
    assertThat(
            allNew(BAKED)
                .requests(PASS)
                .newPods(Pods.of(2).wanted(3).ready(2).unreadyFor(Duration.ofSeconds(10))))
        .staysIn(Baking.class);
  }

  @Test
  void aGoodBakePromotes() {
    assertThat(allNew(BAKED).requests(PASS)).goesTo(new Promoting(Reason.PROMOTED));
    assertThat(allNew(BAKED).requests(new Judgement.NotAsked()))
        .goesTo(new Promoting(Reason.PROMOTED));
  }

  @Test
  void thinTrafficPromotesOnHealthAndSaysSo() {
    assertThat(allNew(BAKED).requests(new Judgement.NotEnoughData("3 requests")))
        .goesTo(new Promoting(Reason.PROMOTED_ON_HEALTH_ONLY))
        .saying("3 requests");
  }

  @Test
  void blindnessExtendsOnceAndIsThenHeld() {
    var blind = new Judgement.Blind("no answer since 10:00");
    assertThat(allNew(BAKED).requests(blind))
        .goesTo(new Baking(NOW.plus(Duration.ofMinutes(10)), true))
        .because(Reason.BLIND)
        .wakesWithin(Duration.ofMinutes(1));
    assertThat(allNew(new Baking(NOW, true)).requests(blind))
        .ends(Outcome.HELD)
        .because(Reason.BLIND)
        .doesNothing();
  }

  @Test
  void whereNoPodsAreWantedBlindnessIsNoWonder() {
    assertThat(
            allNew(BAKED)
                .replicas(0)
                .newPods(Pods.of(2))
                .requests(new Judgement.Blind("nobody to ask")))
        .goesTo(new Promoting(Reason.PROMOTED_ON_HEALTH_ONLY));
  }

  @Test
  void aSuspicionAtTheEndIsNotPromotedAndNotKeptForEver() {
    var suspect = new Judgement.Suspect("6 % of 900");
    assertThat(allNew(BAKED).requests(suspect)).staysIn(Baking.class).wakesWithin(Pace.GLANCE);
    assertThat(allNew(new Baking(NOW.minus(Duration.ofMinutes(10)), false)).requests(suspect))
        .goesTo(GoingBack.class)
        .because(Reason.ERROR_RATE);
  }

  @Test
  void promotionNarrowsTheServiceThenClosesTheRecord() {
    var promoting = allNew(new Promoting(Reason.PROMOTED));
    assertThat(promoting)
        .staysIn(Promoting.class)
        .because(Reason.PROMOTED)
        .doesJust(new NarrowTraffic(2, "svc"));
    assertThat(promoting.trafficTo(2))
        .ends(Outcome.SUCCEEDED)
        .because(Reason.PROMOTED)
        .serving("v2")
        .remembersNoFailure()
        .doesNothing();
  }

  @Test
  void promotionDoesNotTouchAForeignService() {
    assertThat(
            allNew(new Promoting(Reason.PROMOTED))
                .traffic(new Traffic.Foreign("Service shop belongs to somebody else", false)))
        .ends(Outcome.HELD)
        .because(Reason.NAME_TAKEN);
  }

  @Test
  void aFailureOfAReleaseThatMayNotGoBackIsHeld() {
    assertThat(
            allNew(BAKING)
                .plan(Plans.withoutAutomaticRollback(plan("v2")))
                .requests(new Judgement.Fail("20 % of 400")))
        .ends(Outcome.HELD)
        .because(Reason.ROLLBACK_DISABLED)
        .doesNothing();
  }

  @Test
  void podsThatWereJustAskedForAreNoOutage() {
    var asked = new Growth(0, NOW.minusSeconds(60));
    var coming = Pods.of(2).wanted(3).unreadyFor(Duration.ofSeconds(60));
    assertThat(allNew(baking(asked)).newPods(coming)).staysIn(Baking.class);
    assertThat(allNew(smoking(Retries.NONE, Optional.of(asked))).newPods(coming).jobRuns())
        .staysIn(Smoking.class);
    assertThat(allNew(baking(new Growth(0, NOW.minus(Duration.ofMinutes(10))))).newPods(coming))
        .goesTo(GoingBack.class)
        .because(Reason.HEALTH_FAILING);
    assertThat(allNew(baking(new Growth(1, NOW.minusSeconds(60)))).newPods(coming))
        .goesTo(GoingBack.class)
        .because(Reason.HEALTH_FAILING);
  }

  @Test
  void growingIsRememberedUntilItIsDone() {
    assertThat(allNew(BAKING).replicas(3).newPods(Pods.of(2)))
        .goesTo(baking(new Growth(0, NOW)))
        .doesJust(new Scale(2, 3, "rv2"));
    assertThat(allNew(SMOKING).replicas(4).jobRuns())
        .goesTo(smoking(Retries.NONE, Optional.of(new Growth(3, NOW))));
    var early = new Growth(1, NOW.minusSeconds(9));
    assertThat(allNew(baking(early)).replicas(5).newPods(Pods.of(2).wanted(3).ready(1)))
        .goesTo(baking(new Growth(1, NOW)));
    assertThat(allNew(baking(early)).newPods(Pods.of(2).wanted(3).ready(2))).goesTo(baking(early));
    assertThat(allNew(baking(early))).goesTo(BAKING);
    var over = new Growth(1, NOW.minus(Duration.ofMinutes(10)));
    assertThat(allNew(baking(over)).replicas(5)).goesTo(baking(new Growth(3, NOW)));
  }

  private static Baking baking(Growth growth) {
    return new Baking(BAKING.until(), false, Optional.of(growth), Optional.empty());
  }

  private static Smoking smoking(Retries retries, Optional<Growth> growth) {
    return new Smoking(SMOKING.deadline(), retries, growth);
  }

  private static Given allNew(Phase phase) {
    return Given.releasingV2(phase)
        .oldPods(Pods.of(1))
        .newPods(Pods.of(2).ready(3))
        .traffic(SHARED_TRAFFIC);
  }
}
