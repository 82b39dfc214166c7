package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.plan;
import static dev.slipway.operator.release.Given.releasingV2;

import dev.slipway.operator.release.Action.CopyConfiguration;
import dev.slipway.operator.release.Action.Deploy;
import dev.slipway.operator.release.Action.NarrowTraffic;
import dev.slipway.operator.release.Action.OpenTraffic;
import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Action.ShareTraffic;
import dev.slipway.operator.release.Action.StartJob;
import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Smoking;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final RollingOut ROLLING = new RollingOut(NOW.plusSeconds(300));
  private static final RollingOut TOO_LATE = new RollingOut(NOW);

  @Test
  void theFirstNewPodsAreAsManyAsTheSurge() {
    assertThat(releasingV2(ROLLING))
        .staysIn(RollingOut.class)
        .doesJust(new CopyConfiguration(2), new Deploy(2, 1));
  }

  @Test
  void withoutSurgeAnOldPodGoesBeforeANewOneComes() {
    var unavailable =
        releasingV2(ROLLING).rolling(new Rolling(0, 1, Duration.ZERO)).traffic(SHARED_TRAFFIC);
    assertThat(unavailable).does(new Deploy(2, 0));
    assertThat(unavailable.newPods(Pods.of(2))).doesJust(new Scale(1, 2, "rv1"));
    assertThat(unavailable.oldPods(Pods.of(1).ready(2).there(3))).doesNothing();
    assertThat(unavailable.oldPods(Pods.of(1).ready(2))).doesJust(new Scale(2, 1, "rv2"));
  }

  @Test
  void aFirstVersionStartsAllItsPodsAndGetsTheTraffic() {
    assertThat(firstInstall(ROLLING)).does(new Deploy(2, 3));
    assertThat(firstInstall(ROLLING).newPods(Pods.of(2).wanted(3))).doesJust(new OpenTraffic(2));
  }

  @Test
  void trafficIsSharedByPods() {
    assertThat(releasingV2(ROLLING).newPods(Pods.of(2).wanted(1)))
        .doesJust(new ShareTraffic("svc"));
    assertThat(releasingV2(ROLLING).newPods(Pods.of(2).wanted(1)).traffic(new Traffic.Missing()))
        .doesJust(new OpenTraffic(1));
  }

  @Test
  void anOldPodGoesForEachNewOneThatIsReady() {
    assertThat(releasingV2(ROLLING).traffic(SHARED_TRAFFIC).newPods(Pods.of(2).ready(1)))
        .saying("1 new pods ready, 3 old")
        .doesJust(new Scale(1, 2, "rv1"));
  }

  @Test
  void theNextNewPodWaitsForTheOneBeforeAndForThePause() {
    var half = releasingV2(ROLLING).traffic(SHARED_TRAFFIC).oldPods(Pods.of(1).ready(2));
    assertThat(half.newPods(Pods.of(2).wanted(1))).leavesRevisionAlone(2);
    assertThat(half.newPods(Pods.of(2).ready(1))).doesJust(new Scale(2, 2, "rv2"));
    half.rolling(Plans.pausing(Duration.ofSeconds(10)));
    assertThat(half.newPods(Pods.of(2).ready(1).newestReadyBefore(Duration.ofSeconds(9))))
        .doesNothing()
        .wakesAt(NOW.plusSeconds(1));
    assertThat(half.newPods(Pods.of(2).ready(1).newestReadyBefore(Duration.ofSeconds(10))))
        .doesJust(new Scale(2, 2, "rv2"));
  }

  @Test
  void oldPodsComeBackWhereTooFewAreReady() {
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1).ready(1))
                .newPods(Pods.of(2).wanted(2)))
        .doesJust(new Scale(1, 3, "rv1"));
  }

  @Test
  void aSuspicionStopsEveryStep() {
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .newPods(Pods.of(2).ready(1))
                .requests(new Judgement.Suspect("7 % of 30")))
        .staysIn(RollingOut.class)
        .doesNothing();
  }

  @Test
  void blindnessStartsNoFurtherPodAndIsHeldInTheEnd() {
    var blind =
        releasingV2(ROLLING)
            .traffic(SHARED_TRAFFIC)
            .oldPods(Pods.of(1).ready(2))
            .newPods(Pods.of(2).ready(1))
            .requests(new Judgement.Blind("no answer"));
    assertThat(blind).doesNothing();
    assertThat(blind.in(TOO_LATE)).ends(Outcome.HELD).because(Reason.BLIND);
  }

  @Test
  void fewRequestsDoNotStopIt() {
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1).ready(2))
                .newPods(Pods.of(2).ready(1))
                .requests(new Judgement.NotEnoughData("3 requests")))
        .doesJust(new Scale(2, 2, "rv2"));
  }

  @Test
  void podsThatCrashTurnItAround() {
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .newPods(Pods.of(2).wanted(1).crashing(1).trouble("exit code 1")))
        .goesTo(
            new GoingBack(
                Reason.PODS_CRASH, crashed(), NOW.plus(Pace.CUT), NOW.plus(Duration.ofMinutes(10))))
        .saying("exit code 1")
        .doesJust(new NarrowTraffic(1, "svc"));
  }

  private static String crashed() {
    return "1 of 1 new pods end on their own: exit code 1";
  }

  @Test
  void errorsTurnItAroundAtOnce() {
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1).ready(1))
                .newPods(Pods.of(2).ready(2))
                .requests(new Judgement.Fail("20 % of 400")))
        .goesTo(GoingBack.class)
        .because(Reason.ERROR_RATE)
        .saying("20 % of 400")
        .doesJust(new Scale(1, 3, "rv1"));
  }

  @Test
  void podsThatDoNotGetReadyTurnItAroundAtTheDeadline() {
    assertThat(releasingV2(TOO_LATE).newPods(Pods.of(2).wanted(1).trouble("ImagePullBackOff")))
        .goesTo(GoingBack.class)
        .because(Reason.NO_PROGRESS)
        .saying("0 of 1", "ImagePullBackOff");
  }

  @Test
  void aDeploymentThatCannotBeMadeTurnsItAroundToo() {
    assertThat(releasingV2(TOO_LATE)).goesTo(GoingBack.class).because(Reason.NO_PROGRESS);
  }

  @Test
  void theDeadlineFollowsProgress() {
    var pod = Pods.of(2).ready(1);
    assertThat(releasingV2(TOO_LATE).newPods(pod.newestReadyBefore(Duration.ofSeconds(599))))
        .staysIn(RollingOut.class);
    assertThat(releasingV2(TOO_LATE).newPods(pod.newestReadyBefore(Duration.ofMinutes(10))))
        .goesTo(GoingBack.class);
  }

  @Test
  void aPauseIsNoLackOfProgress() {
    assertThat(
            releasingV2(TOO_LATE)
                .rolling(Plans.pausing(Duration.ofMinutes(15)))
                .newPods(Pods.of(2).ready(1).newestReadyBefore(Duration.ofMinutes(12))))
        .staysIn(RollingOut.class);
  }

  @Test
  void podsThatComeAndGoDoNotHoldItForEver() {
    var flapping = Pods.of(2).ready(1).newestReadyBefore(Duration.ofSeconds(5));
    assertThat(releasingV2(new RollingOut(NOW.minus(Duration.ofMinutes(29)))).newPods(flapping))
        .staysIn(RollingOut.class);
    assertThat(releasingV2(new RollingOut(NOW.minus(Duration.ofMinutes(30)))).newPods(flapping))
        .goesTo(GoingBack.class);
  }

  @Test
  void aSuspicionThatLastsToTheDeadlineIsProof() {
    assertThat(
            releasingV2(TOO_LATE)
                .newPods(Pods.of(2).ready(1))
                .requests(new Judgement.Suspect("7 % of 900")))
        .goesTo(GoingBack.class)
        .because(Reason.ERROR_RATE);
  }

  @Test
  void allNewAndNoOldIsTriedFromOutside() {
    var done = releasingV2(ROLLING).traffic(SHARED_TRAFFIC).oldPods(Pods.of(1).there(1));
    assertThat(done.newPods(Pods.of(2).ready(3)))
        .goesTo(new Smoking(NOW.plus(Pace.SMOKE)))
        .doesJust(new StartJob(Step.SMOKE, 2, 4));
    assertThat(done.in(TOO_LATE)).goesTo(Smoking.class);
    assertThat(done.plan(Plans.withoutSmoke(plan("v2"))))
        .goesTo(new Baking(NOW.plus(Duration.ofMinutes(10)), false));
  }

  @Test
  void whereNoPodsAreWantedThereIsNothingToTry() {
    var none = releasingV2(ROLLING).traffic(SHARED_TRAFFIC).replicas(0).newPods(Pods.of(2));
    assertThat(releasingV2(ROLLING).replicas(0)).does(new Deploy(2, 0));
    assertThat(none).doesJust(new Scale(1, 0, "rv1"));
    assertThat(none.oldPods(Pods.of(1))).goesTo(Baking.class);
  }

  @Test
  void replicasThatShrinkOrGrowAreFollowed() {
    var half =
        releasingV2(ROLLING)
            .traffic(SHARED_TRAFFIC)
            .oldPods(Pods.of(1).ready(1))
            .newPods(Pods.of(2).ready(3));
    assertThat(half.replicas(2)).doesJust(new Scale(1, 0, "rv1"), new Scale(2, 2, "rv2"));
    assertThat(half.replicas(6)).doesJust(new Scale(1, 3, "rv1"), new Scale(2, 4, "rv2"));
  }

  @Test
  void aFirstVersionThatFailsHasNothingToGoBackToAndKeepsItsPods() {
    assertThat(firstInstall(ROLLING).newPods(Pods.of(2).wanted(3).crashing(2)))
        .ends(Outcome.FAILED)
        .because(Reason.PODS_CRASH)
        .saying("nothing to go back to")
        .servingNothing()
        .remembersAsFailed("v2")
        .doesNothing();
  }

  @Test
  void aReleaseThatMayNotGoBackByItselfIsHeld() {
    assertThat(
            releasingV2(ROLLING)
                .plan(Plans.withoutAutomaticRollback(plan("v2")))
                .newPods(Pods.of(2).wanted(1).crashing(1)))
        .ends(Outcome.HELD)
        .because(Reason.ROLLBACK_DISABLED)
        .doesNothing();
  }

  @Test
  void aServiceThatBecameForeignIsNotTouched() {
    assertThat(
            releasingV2(ROLLING)
                .newPods(Pods.of(2).ready(1))
                .traffic(new Traffic.Foreign("Service shop belongs to somebody else", false)))
        .ends(Outcome.HELD)
        .because(Reason.NAME_TAKEN)
        .doesNothing();
  }
}
