package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.v1Serves;

import dev.slipway.operator.release.Action.Adopt;
import dev.slipway.operator.release.Action.CloseRecord;
import dev.slipway.operator.release.Action.CreateRecord;
import dev.slipway.operator.release.Action.Deploy;
import dev.slipway.operator.release.Action.NarrowTraffic;
import dev.slipway.operator.release.Action.OpenTraffic;
import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Phase.Checking;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {
  @Test
  void nothingIsDoneWhereEverythingIsAsItShouldBe() {
    assertThat(v1Serves()).rests().because(Reason.UP_TO_DATE).doesNothing();
  }

  @Test
  void aLookIsTakenEveryMinuteEvenIfNoEventComes() {
    assertThat(v1Serves()).wakesWithin(Duration.ofSeconds(60));
  }

  @Test
  void aNewPlanStartsAnAttemptWithTheNextNumberAndItsRecord() {
    assertThat(v1Serves().wanting("v2"))
        .goesTo(new Checking(NOW.plus(Pace.CHECK)))
        .because(Reason.CHECKING)
        .doesJust(new CreateRecord(3));
  }

  @Test
  void aReleaseThatOnlyItsConfigurationAsksForSaysSo() {
    assertThat(v1Serves().wanting("v2").changedConfiguration("settings", "prices"))
        .goesTo(Checking.class)
        .because(Reason.CONFIGURATION_CHANGED)
        .saying("the content of ConfigMap settings and of ConfigMap prices has changed")
        .doesJust(new CreateRecord(3));
  }

  @Test
  void theFirstPlanOfABackendIsAnAttemptToo() {
    assertThat(Given.nothingReleased()).goesTo(Checking.class).servingNothing();
  }

  @Test
  void aPlanThatFailedIsNotReleasedAgainAndItsReasonStays() {
    assertThat(v1Serves().wanting("v2").failedBefore("v2").lastEnded(Outcome.ROLLED_BACK, "v2"))
        .rests()
        .because(Reason.ERROR_RATE)
        .saying("12 % of requests failed")
        .doesNothing();
  }

  @Test
  void aGitRevertAfterARollbackIsReadyWithoutAnAttempt() {
    assertThat(v1Serves().wanting("v1").failedBefore("v2").lastEnded(Outcome.ROLLED_BACK, "v2"))
        .rests()
        .because(Reason.UP_TO_DATE)
        .doesNothing();
  }

  @Test
  void aFixedVersionIsReleasedAfterARollback() {
    assertThat(v1Serves().wanting("v3").failedBefore("v2").lastEnded(Outcome.ROLLED_BACK, "v2"))
        .goesTo(Checking.class);
  }

  @Test
  void aPlanThatFailedLongAgoDoesNotBorrowTheReasonOfTheOneThatServes() {
    assertThat(v1Serves().wanting("v0").failedBefore("v0").lastEnded(Outcome.SUCCEEDED, "v1"))
        .rests()
        .because(Reason.FAILED_BEFORE)
        .saying("v0");
  }

  @Test
  void aPlanThatFailedBeforeAnotherOneFailedIsToldApart() {
    assertThat(
            v1Serves()
                .wanting("v2")
                .failedBefore("v2")
                .failedBefore("v3")
                .lastEnded(Outcome.FAILED, "v3"))
        .because(Reason.FAILED_BEFORE)
        .saying("v2");
  }

  @Test
  void anInvalidSpecDisturbsNobody() {
    assertThat(v1Serves().wish(new Wish.Invalid("maxSurge is negative")))
        .rests()
        .because(Reason.INVALID)
        .saying("maxSurge")
        .doesNothing();
  }

  @Test
  void aFolderThatIsStillBeingAppliedIsWaitedFor() {
    assertThat(v1Serves().wish(new Wish.Waiting("ConfigMap shop-config")))
        .rests()
        .because(Reason.WAITING_FOR_CONFIGURATION)
        .saying("shop-config")
        .wakesWithin(Pace.GLANCE);
  }

  @Test
  void aForeignServiceIsRefusedBeforeAnythingStarts() {
    assertThat(
            v1Serves()
                .wanting("v2")
                .traffic(new Traffic.Foreign("Service shop belongs to somebody else", false)))
        .rests()
        .because(Reason.NAME_TAKEN)
        .doesNothing();
  }

  @Test
  void aServiceThatAnotherReleaseHasIsWaitedFor() {
    assertThat(v1Serves().wanting("v2").trafficOfRelease("orders"))
        .rests()
        .because(Reason.WAITS_FOR_RELEASE)
        .saying("orders")
        .wakesWithin(Duration.ofSeconds(60))
        .doesNothing();
  }

  @Test
  void theServingRevisionGetsBackWhatWasTakenFromIt() {
    assertThat(v1Serves().oldDeploymentGone().traffic(new Traffic.Missing()))
        .doesJust(new Deploy(1, 3), new OpenTraffic(1));
  }

  @Test
  void trafficThatSomebodySharedIsNarrowedAgain() {
    assertThat(v1Serves().traffic(SHARED_TRAFFIC)).doesJust(new NarrowTraffic(1, "svc"));
  }

  @Test
  void podsOfOtherRevisionsGoOnceTheServingOneHasTheTraffic() {
    assertThat(v1Serves().leftOver(Pods.of(2).ready(2))).doesJust(new Scale(2, 0, "rv2"));
  }

  @Test
  void podsThatCarryTheTrafficStayUntilTheServingRevisionCan() {
    assertThat(v1Serves().oldPods(Pods.of(1).wanted(3)).leftOver(Pods.of(2).ready(3)).trafficTo(2))
        .doesNothing();
    assertThat(
            v1Serves()
                .oldPods(Pods.of(1).wanted(3).ready(2))
                .leftOver(Pods.of(2).ready(3))
                .trafficTo(2))
        .doesJust(new NarrowTraffic(1, "svc"));
  }

  @Test
  void aRecordThatIsStillOpenIsClosedFirst() {
    var given = v1Serves().wanting("v3").lastEnded(Outcome.ROLLED_BACK, "v2").recordOpen(2);
    assertThat(given)
        .rests()
        .does(new CloseRecord(given.memory().last().orElseThrow()))
        .wakesWithin(Pace.GLANCE);
  }

  @Test
  void aRecordThatWasWrittenLateIsClosedAsSuperseded() {
    assertThat(v1Serves().recordOpen(2))
        .rests()
        .does(
            new CloseRecord(
                new Ending(
                    2,
                    "v2",
                    Outcome.SUPERSEDED,
                    Reason.SUPERSEDED,
                    Reason.SUPERSEDED.text(),
                    Given.NOW)));
  }

  @Test
  void aBackendThatNobodyReleasedHasNothingToKeep() {
    assertThat(Given.nothingReleased().wish(new Wish.Waiting("ConfigMap shop-config")))
        .rests()
        .doesNothing();
  }

  @Test
  void whatRunsAlreadyIsRevisionZeroBeforeAnythingIsTried() {
    var running = new Revision(Revision.ADOPTED, "v0", "running");

    assertThat(Given.nothingReleased().wish(new Wish.Adopting(running)))
        .rests()
        .because(Reason.ADOPTED)
        .saying("version v0, is revision 0")
        .serving("v0")
        .doesJust(new Adopt(running));
  }

  @Test
  void whatIsAdoptedOnlyByHalfIsOrderedOnceMoreAndNothingElse() {
    var running = new Revision(Revision.ADOPTED, "v0", "running");

    assertThat(v1Serves().oldDeploymentGone().wish(new Wish.Adopting(running)))
        .rests()
        .doesJust(new Adopt(running));
  }

  @Test
  void whatCannotBeAdoptedYetIsWaitedForWithItsOwnReason() {
    assertThat(
            Given.nothingReleased()
                .wish(new Wish.Waiting("the Deployment is paused", Reason.WAITS_TO_ADOPT)))
        .rests()
        .because(Reason.WAITS_TO_ADOPT)
        .saying("paused")
        .wakesWithin(Pace.GLANCE)
        .doesNothing();
  }
}
