package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.plan;
import static dev.slipway.operator.release.Given.releasingV2;

import dev.slipway.operator.release.Action.Deploy;
import dev.slipway.operator.release.Action.NarrowTraffic;
import dev.slipway.operator.release.Action.OpenTraffic;
import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Action.StartJob;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.SmokingBack;
import dev.slipway.operator.release.Result.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WayBackTest {
  private static final GoingBack TURNED = back(Duration.ZERO);
  private static final GoingBack A_MINUTE_LATER = back(Duration.ofMinutes(1));
  private static final GoingBack TOO_LATE = back(Duration.ofMinutes(10));

  @Test
  void missingOldPodsAreStartedBesideTheNewOnes() {
    assertThat(goingBack(TURNED).oldPods(Pods.of(1)))
        .staysIn(GoingBack.class)
        .because(Reason.ERROR_RATE)
        .doesJust(new Scale(1, 3, "rv1"));
  }

  @Test
  void anOldDeploymentThatIsGoneIsMadeAgain() {
    assertThat(goingBack(TURNED).oldDeploymentGone()).doesJust(new Deploy(1, 3));
    assertThat(goingBack(TOO_LATE).oldDeploymentGone())
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_NOT_READY);
  }

  @Test
  void trafficWaitsForEnoughOldPods() {
    assertThat(goingBack(TURNED).oldPods(Pods.of(1).wanted(3).ready(1))).doesNothing();
    assertThat(goingBack(TURNED).oldPods(Pods.of(1).wanted(3).ready(2)))
        .doesJust(new NarrowTraffic(1, "svc"));
  }

  @Test
  void oneOldPodIsEnoughWhereNoNewOneIsReady() {
    var one =
        goingBack(TURNED).oldPods(Pods.of(1).wanted(3).ready(1)).newPods(Pods.of(2).wanted(3));
    assertThat(one).doesJust(new NarrowTraffic(1, "svc"));
    assertThat(one.leftOver(Pods.of(7).ready(2))).doesNothing();
  }

  @Test
  void aHalfSickOldVersionDoesNotBlockTheWayBack() {
    var half = Pods.of(1).wanted(3).ready(1);
    assertThat(goingBack(A_MINUTE_LATER).oldPods(half).oldReadyBefore(1))
        .doesJust(new NarrowTraffic(1, "svc"));
    assertThat(goingBack(A_MINUTE_LATER).oldPods(half).oldReadyBefore(3)).doesNothing();
    assertThat(goingBack(TOO_LATE).oldPods(half).oldReadyBefore(3))
        .staysIn(GoingBack.class)
        .doesJust(new NarrowTraffic(1, "svc"));
  }

  @Test
  void newPodsGoOnlyOnceTheCutIsSeen() {
    assertThat(goingBack(TURNED)).doesJust(new NarrowTraffic(1, "svc"));
    assertThat(goingBack(TURNED).trafficTo(1)).doesJust(new Scale(2, 0, "rv2"));
    assertThat(goingBack(TURNED).trafficTo(1).newPods(Pods.of(2).there(2)))
        .staysIn(GoingBack.class)
        .doesNothing();
  }

  @Test
  void theLastNewPodStaysWhileNoOldOneIsReady() {
    assertThat(goingBack(TURNED).trafficTo(1).oldPods(Pods.of(1).wanted(3))).doesNothing();
  }

  @Test
  void anEndedPodOfALostNodeIsNotWaitedForForEver() {
    assertThat(goingBack(TOO_LATE).trafficTo(1).newPods(Pods.of(2).there(1)))
        .goesTo(SmokingBack.class);
  }

  @Test
  void anOldVersionWithoutAnyReadyPodIsHeld() {
    assertThat(goingBack(TOO_LATE).oldPods(Pods.of(1).wanted(3).trouble("ImagePullBackOff")))
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_NOT_READY)
        .saying("20 % of 400", "v1", "ImagePullBackOff")
        .doesNothing();
  }

  @Test
  void aServiceThatIsGoneIsMadeAgain() {
    assertThat(goingBack(TURNED).traffic(new Traffic.Missing())).doesJust(new OpenTraffic(1));
    assertThat(goingBack(TOO_LATE).traffic(new Traffic.Missing()))
        .ends(Outcome.HELD)
        .because(Reason.RECORD_LOST)
        .doesNothing();
  }

  @Test
  void aForeignServiceIsNotTouched() {
    assertThat(
            goingBack(TURNED)
                .traffic(new Traffic.Foreign("Service shop belongs to somebody else", false)))
        .ends(Outcome.HELD)
        .because(Reason.NAME_TAKEN)
        .doesNothing();
  }

  @Test
  void whatIsBackIsTriedFromOutside() {
    assertThat(backed(TURNED))
        .goesTo(new SmokingBack(Reason.ERROR_RATE, "20 % of 400", NOW.plus(Pace.SMOKE)));
  }

  @Test
  void withoutASmokeTestItIsJustBack() {
    assertThat(backed(TURNED).plan(Plans.withoutSmoke(plan("v2"))))
        .ends(Outcome.ROLLED_BACK)
        .because(Reason.ERROR_RATE)
        .saying("20 % of 400", "v1 serves again")
        .serving("v1")
        .remembersAsFailed("v2");
  }

  @Test
  void wherePodsAreNotWantedTheCutIsAll() {
    assertThat(goingBack(TURNED).replicas(0).oldPods(Pods.of(1)))
        .doesJust(new NarrowTraffic(1, "svc"));
    assertThat(goingBack(TURNED).replicas(0).oldPods(Pods.of(1)).trafficTo(1).newPods(Pods.of(2)))
        .ends(Outcome.ROLLED_BACK);
  }

  @Test
  void aNewerPlanWaitsUntilTheOldVersionIsBack() {
    assertThat(goingBack(TURNED).wanting("v3"))
        .staysIn(GoingBack.class)
        .doesJust(new NarrowTraffic(1, "svc"));
  }

  @Test
  void theSmokeTestOfTheOldVersionIsAJobToo() {
    var smoking = backed(smokingBack(60));
    assertThat(smoking).doesJust(new StartJob(Step.SMOKE_BACK, 2, 4));
    assertThat(smoking.jobRuns()).staysIn(SmokingBack.class).doesNothing();
    assertThat(smoking.jobRuns().replicas(5)).doesJust(new Scale(1, 5, "rv1"));
  }

  @Test
  void aSmokeTestWithoutAnAnswerIsRepeatedAfterAPause() {
    var paused =
        new SmokingBack(
            Reason.ERROR_RATE,
            "20 % of 400",
            NOW.plusSeconds(60),
            new Retries(1, NOW.plusSeconds(5)));
    assertThat(backed(smokingBack(60)).jobLost()).goesTo(paused).startsNothing();
    assertThat(backed(smokingBack(60)).jobSaid(Verdict.UNREACHABLE)).goesTo(paused);
    assertThat(backed(paused)).staysIn(SmokingBack.class).startsNothing();
    assertThat(backed(smokingBack(5)).jobLost()).ends(Outcome.HELD);
  }

  @Test
  void theWayBackNeedsNoRecord() {
    assertThat(goingBack(TURNED).planLost()).doesJust(new NarrowTraffic(1, "svc"));
    assertThat(backed(TURNED).planLost()).ends(Outcome.ROLLED_BACK).because(Reason.ERROR_RATE);
    assertThat(backed(smokingBack(60)).planLost())
        .ends(Outcome.ROLLED_BACK)
        .saying("no smoke test");
    assertThat(backed(smokingBack(60)).planLost().jobRuns()).staysIn(SmokingBack.class);
    assertThat(backed(smokingBack(60)).planLost().jobSaid(Verdict.SMOKE_FAILED))
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_SMOKE_FAILED);
  }

  @Test
  void aWayBackOfWhichNobodyKnowsTheGoalIsHeld() {
    for (var phase : new Phase[] {TURNED, smokingBack(60)}) {
      assertThat(Given.firstInstall(phase).newPods(Pods.of(2).ready(3)))
          .ends(Outcome.HELD)
          .because(Reason.RECORD_LOST)
          .doesNothing();
    }
  }

  @Test
  void anOldVersionThatPassesIsRolledBackTo() {
    assertThat(backed(smokingBack(60)).jobSaid(Verdict.DONE))
        .ends(Outcome.ROLLED_BACK)
        .because(Reason.ERROR_RATE)
        .serving("v1")
        .remembersAsFailed("v2")
        .doesNothing();
  }

  @Test
  void aSchemaThatIsAheadIsTold() {
    assertThat(backed(smokingBack(60)).schemaChanged().jobSaid(Verdict.DONE))
        .saying("The schema is ahead and is kept", "v1 proved ready on it");
  }

  @Test
  void aRollbackIsNeverRolledBack() {
    assertThat(backed(smokingBack(60)).jobSaid(Verdict.SMOKE_FAILED))
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_SMOKE_FAILED)
        .serving("v1")
        .doesNothing();
    assertThat(backed(smokingBack(0)).jobRuns())
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_SMOKE_FAILED);
    assertThat(goingBack(TURNED).requests(new Judgement.Fail("still 20 %")))
        .staysIn(GoingBack.class);
  }

  @Test
  void aForeignSmokeTestIsHeld() {
    assertThat(backed(smokingBack(60)).job(new JobSeen.Foreign("no owner")))
        .ends(Outcome.HELD)
        .because(Reason.NAME_TAKEN);
  }

  @Test
  void withoutPodsThereIsNothingToSmoke() {
    assertThat(backed(smokingBack(60)).replicas(0)).ends(Outcome.ROLLED_BACK).startsNothing();
  }

  private static Given goingBack(GoingBack phase) {
    return releasingV2(phase).newPods(Pods.of(2).ready(3)).traffic(SHARED_TRAFFIC);
  }

  private static Given backed(Phase phase) {
    return releasingV2(phase).newPods(Pods.of(2)).trafficTo(1);
  }

  private static GoingBack back(Duration ago) {
    var turned = NOW.minus(ago);
    return new GoingBack(
        Reason.ERROR_RATE,
        "20 % of 400",
        turned.plus(Pace.CUT),
        turned.plus(plan("v2").progressDeadline()));
  }

  private static SmokingBack smokingBack(int secondsLeft) {
    return new SmokingBack(Reason.ERROR_RATE, "20 % of 400", NOW.plusSeconds(secondsLeft));
  }
}
