package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.releasingV2;
import static dev.slipway.operator.release.Given.v1Serves;
import static dev.slipway.operator.release.Refusals.refused;
import static dev.slipway.operator.release.Refusals.refuses;

import dev.slipway.operator.release.Instruction.Verb;
import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Inspecting;
import dev.slipway.operator.release.Phase.Migrating;
import dev.slipway.operator.release.Phase.Promoting;
import dev.slipway.operator.release.Phase.Resting;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Settling;
import dev.slipway.operator.release.Phase.Smoking;
import dev.slipway.operator.release.Phase.SmokingBack;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** B1 and B6: what a person may ask for, and what comes of it. */
class HearingTest {
  private static final Baking BAKING = new Baking(NOW.plusSeconds(300), false);
  private static final Baking BAKED = new Baking(NOW, false);
  private static final RollingOut ROLLING = new RollingOut(NOW.plusSeconds(100));

  @Test
  void eachRequestIsAnsweredOnce() {
    var asked = baking(BAKING).asked(Verb.ROLLBACK, 2);
    var answer = asked.decide().next().heard().answer().orElseThrow();
    Assertions.assertThat(answer.accepted()).isTrue();
    Assertions.assertThat(answer.text()).isEqualTo("words");
    assertThat(asked.answered()).staysIn(Baking.class);
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void whatSpeaksOfAnotherAttemptIsRefused(Verb verb) {
    refuses(baking(BAKING).asked(verb, 7), "attempt 2 is in flight");
    refused(v1Serves().asked(verb, 7));
  }

  @Test
  void wordsThatMakeNoRequestAreAnsweredWithWhatIsExpected() {
    var unreadable = new Instruction.Unreadable("rolback", "expected rollback");
    refuses(v1Serves().asked(unreadable), "expected rollback");
    refuses(baking(BAKING).asked(unreadable), "expected rollback");
  }

  @Test
  void aRollbackTurnsAroundAtOnceEvenWhereItIsNotAutomatic() {
    assertThat(baking(BAKING).asked(Verb.ROLLBACK, 2))
        .goesTo(GoingBack.class)
        .because(Reason.ROLLBACK_REQUESTED);
    assertThat(
            releasingV2(ROLLING)
                .plan(Plans.withoutAutomaticRollback(Given.plan("v2")))
                .asked(Verb.ROLLBACK, 2))
        .goesTo(GoingBack.class);
  }

  @Test
  void aFirstVersionHasNothingToGoBackTo() {
    refuses(firstInstall(ROLLING).asked(Verb.ROLLBACK, 2), "nothing to go back to");
  }

  @Test
  void beforeAnyPodTheAttemptIsSimplyCalledOff() {
    assertThat(releasingV2(new Checking(NOW.plusSeconds(60))).asked(Verb.ROLLBACK, 2))
        .goesTo(Resting.class)
        .because(Reason.ROLLBACK_REQUESTED);
    assertThat(releasingV2(new Migrating(0, false, NOW)).asked(Verb.ROLLBACK, 2))
        .goesTo(Resting.class);
  }

  @Test
  void aMigrationIsNeverInterruptedAndTheRollbackFollowsIt() {
    var migrating = releasingV2(new Migrating(1, true, NOW)).jobRuns().asked(Verb.ROLLBACK, 2);
    assertThat(migrating).staysIn(Migrating.class);
    Assertions.assertThat(migrating.decide().next().heard().answer()).isEmpty();
    var settled = new Settling(NOW, NOW.plusSeconds(50), false, "");
    assertThat(releasingV2(settled).schemaChanged().asked(Verb.ROLLBACK, 2))
        .goesTo(Resting.class)
        .because(Reason.ROLLBACK_REQUESTED);
  }

  @Test
  void aPauseKeepsEverythingAsItIsButForTheWayBack() {
    var decision = baking(BAKED).asked(Verb.PAUSE, 2).decide();
    Assertions.assertThat(decision.next().paused()).isTrue();
    assertThat(decision).because(Reason.PAUSED);
    assertThat(baking(BAKED).pausedAt(NOW)).staysIn(Baking.class).because(Reason.PAUSED);
    assertThat(baking(BAKED).pausedAt(NOW).requests(new Judgement.Fail("20 %")))
        .goesTo(GoingBack.class)
        .because(Reason.ERROR_RATE);
    assertThat(releasingV2(new Checking(NOW.plusSeconds(9))).pausedAt(NOW)).startsNothing();
    assertThat(releasingV2(new Settling(NOW, NOW, false, "")).pausedAt(NOW))
        .staysIn(Settling.class);
  }

  @Test
  void aPausedRolloutTakesNoStepAndMeetsNoDeadline() {
    var paused =
        releasingV2(new RollingOut(NOW)).pausedAt(NOW.minusSeconds(50)).traffic(SHARED_TRAFFIC);
    assertThat(paused.newPods(Pods.of(2).wanted(1).ready(1)))
        .staysIn(RollingOut.class)
        .doesNothing();
    var resumed = paused.asked(Verb.RESUME, 2).decide();
    Assertions.assertThat(resumed.next().paused()).isFalse();
    Assertions.assertThat(resumed.next().phase()).isEqualTo(new RollingOut(NOW.plusSeconds(50)));
  }

  @Test
  void onlyWhatGoesForwardCanBePausedAndOnlyWhatIsPausedResumed() {
    var back = new SmokingBack(Reason.ERROR_RATE, "", NOW.plusSeconds(60));
    refuses(releasingV2(back).asked(Verb.PAUSE, 2), "only the way forward");
    refuses(baking(BAKING).asked(Verb.RESUME, 2), "nothing is paused");
    refuses(v1Serves().asked(Verb.PAUSE, 1), "nothing is in flight");
  }

  @Test
  void aPersonMayEndTheBakeOfAHealthyVersion() {
    assertThat(baking(BAKING).asked(Verb.PROMOTE, 2))
        .goesTo(new Promoting(Reason.PROMOTED_ON_REQUEST));
    assertThat(baking(BAKING).requests(new Judgement.Blind("silence")).asked(Verb.PROMOTE, 2))
        .goesTo(new Promoting(Reason.PROMOTED_ON_REQUEST));
    refuses(
        baking(BAKING).newPods(Pods.of(2).wanted(3).ready(2)).asked(Verb.PROMOTE, 2),
        "2 of 3 pods are ready");
    refuses(releasingV2(ROLLING).asked(Verb.PROMOTE, 2), "has all traffic");
  }

  @Test
  void nobodyCanPromoteWhatFailsInThisVeryMoment() {
    assertThat(baking(BAKING).requests(new Judgement.Fail("20 %")).asked(Verb.PROMOTE, 2))
        .goesTo(GoingBack.class)
        .because(Reason.ERROR_RATE);
  }

  @ParameterizedTest
  @MethodSource("forward")
  void theWayForwardCanBePausedInEachOfItsPhases(Phase phase) {
    var next = releasingV2(phase).asked(Verb.PAUSE, 2).decide().next();
    Assertions.assertThat(next.heard().pausedAt()).contains(NOW);
    Assertions.assertThat(next.heard().answer().orElseThrow().accepted()).isTrue();
    var again = releasingV2(phase).pausedAt(NOW.minusSeconds(9)).asked(Verb.PAUSE, 2).decide();
    Assertions.assertThat(again.next().heard().pausedAt()).contains(NOW.minusSeconds(9));
  }

  static Stream<Phase> forward() {
    return Stream.of(
        new Checking(NOW.plusSeconds(60)),
        new Migrating(1, true, NOW),
        new Inspecting(1),
        new Settling(NOW, NOW.plusSeconds(60), false, ""),
        ROLLING,
        new Smoking(NOW.plusSeconds(60)),
        BAKING);
  }

  static Stream<Phase> late() {
    return Stream.of(
        new Promoting(Reason.PROMOTED),
        new GoingBack(Reason.ERROR_RATE, "", NOW.plusSeconds(60), NOW.plusSeconds(60)),
        new SmokingBack(Reason.ERROR_RATE, "", NOW.plusSeconds(60)));
  }

  @ParameterizedTest
  @MethodSource("late")
  void whatIsAlmostOverCannotBePaused(Phase phase) {
    refuses(releasingV2(phase).asked(Verb.PAUSE, 2), "only the way forward");
  }

  @ParameterizedTest
  @MethodSource({"forward", "late"})
  void onlyABakeCanBeCutShort(Phase phase) {
    var answer =
        releasingV2(phase)
            .newPods(Pods.of(2).ready(3))
            .asked(Verb.PROMOTE, 2)
            .decide()
            .next()
            .heard()
            .answer()
            .orElseThrow();
    Assertions.assertThat(answer.accepted())
        .isEqualTo(phase instanceof Baking || phase instanceof Promoting);
  }

  @ParameterizedTest
  @MethodSource("late")
  void onTheWayBackARollbackIsUnderWayAndAfterTheProofItWaits(Phase phase) {
    var answer = releasingV2(phase).asked(Verb.ROLLBACK, 2).decide().next().heard().answer();
    Assertions.assertThat(answer.map(Instruction.Answer::accepted))
        .isEqualTo(phase instanceof Promoting ? Optional.empty() : Optional.of(true));
  }

  @Test
  void anAttemptInFlightGoesBackToWhatServesAndNowhereElse() {
    refuses(baking(BAKING).asked(rollbackTo(7)), "goes back to the serving revision");
    assertThat(baking(BAKING).asked(rollbackTo(1))).goesTo(GoingBack.class);
    refuses(baking(BAKING).planLost().asked(Verb.ROLLBACK, 2), "record of the attempt is gone");
  }

  @Test
  void aRollbackWaitsForAnInspectionToo() {
    var inspecting = releasingV2(new Inspecting(1)).jobRuns().asked(Verb.ROLLBACK, 2);
    Assertions.assertThat(inspecting.decide().next().heard().answer()).isEmpty();
  }

  @Test
  void whatWasCalledOffSaysWhetherTheSchemaChanged() {
    var settled = new Settling(NOW, NOW.plusSeconds(50), false, "");
    assertThat(releasingV2(settled).schemaChanged().asked(Verb.ROLLBACK, 2)).saying("is kept");
    assertThat(releasingV2(new Checking(NOW.plusSeconds(60))).asked(Verb.ROLLBACK, 2))
        .saying("nothing was changed");
  }

  @Test
  void aRollbackThatHasItsAnswerStopsNoLaterAttempt() {
    var settled = new Settling(NOW, NOW.plusSeconds(50), false, "");
    assertThat(releasingV2(settled).asked(Verb.ROLLBACK, 2).answered()).goesTo(RollingOut.class);
  }

  @Test
  void anotherRequestIsAnsweredAfterTheFirst() {
    var second =
        new Instruction.Given("more words", Verb.PAUSE, 2, Optional.empty(), Optional.empty());
    Assertions.assertThat(baking(BAKING).answered().asked(second).decide().next().paused())
        .isTrue();
  }

  @Test
  void aPauseEndsWithThePromotionTheWayBackAndTheAttempt() {
    var paused = baking(BAKING).pausedAt(NOW);
    Assertions.assertThat(paused.asked(Verb.PROMOTE, 2).decide().next().paused()).isFalse();
    Assertions.assertThat(
            baking(BAKING).pausedAt(NOW).asked(Verb.ROLLBACK, 2).decide().next().paused())
        .isFalse();
    Assertions.assertThat(
            releasingV2(new Checking(NOW.plusSeconds(60)))
                .pausedAt(NOW)
                .asked(Verb.ROLLBACK, 2)
                .decide()
                .next()
                .paused())
        .isFalse();
    Assertions.assertThat(
            releasingV2(new Smoking(NOW.plusSeconds(60)))
                .newPods(Pods.of(2).ready(3))
                .jobSaid(Result.Verdict.DONE)
                .pausedAt(NOW)
                .decide()
                .next()
                .paused())
        .isTrue();
  }

  @Test
  void whileItIsPausedOldPodsComeBackForNewOnesThatWereLost() {
    var paused = releasingV2(ROLLING).pausedAt(NOW).traffic(SHARED_TRAFFIC);
    assertThat(paused.newPods(Pods.of(2).wanted(2)).oldPods(Pods.of(1).ready(1)))
        .doesJust(new Action.Scale(1, 3, "rv1"));
    assertThat(paused.newPods(Pods.of(2).ready(2)).oldPods(Pods.of(1).ready(1))).doesNothing();
    assertThat(paused.newPods(Pods.of(2).ready(1)).oldPods(Pods.of(1).ready(3))).doesNothing();
  }

  private static Instruction rollbackTo(int number) {
    return new Instruction.Given("words", Verb.ROLLBACK, 2, Optional.of(number), Optional.empty());
  }

  private static Given baking(Baking phase) {
    return releasingV2(phase)
        .traffic(SHARED_TRAFFIC)
        .oldPods(Pods.of(1).wanted(0).ready(0))
        .newPods(Pods.of(2).ready(3));
  }
}
