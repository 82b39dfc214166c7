package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.plan;
import static dev.slipway.operator.release.Given.releasingV2;

import dev.slipway.operator.release.Action.CopyConfiguration;
import dev.slipway.operator.release.Action.CreateRecord;
import dev.slipway.operator.release.Action.Deploy;
import dev.slipway.operator.release.Action.NarrowTraffic;
import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Action.StartJob;
import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.Migrating;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrechecksTest {
  private static final Checking CHECKING = new Checking(NOW.plusSeconds(200));
  private static final Checking TOO_LATE = new Checking(NOW);

  @Test
  void theCheckIsAJob() {
    assertThat(releasingV2(CHECKING))
        .staysIn(Checking.class)
        .doesJust(new StartJob(Step.CHECK, 2, 4));
  }

  @Test
  void aRecordThatWasNotWrittenIsWrittenBeforeAnythingElse() {
    assertThat(releasingV2(CHECKING).planLost())
        .staysIn(Checking.class)
        .doesJust(new CreateRecord(2));
  }

  @Test
  void whileItRunsNothingIsDoneAndSomebodyLooksEveryMinute() {
    assertThat(releasingV2(CHECKING).jobRuns())
        .staysIn(Checking.class)
        .doesNothing()
        .wakesWithin(Duration.ofSeconds(60));
  }

  @Test
  void filesToApplyLeadToTheMigrationAndItsJobIsNotOrderedYet() {
    assertThat(releasingV2(CHECKING).job(passed(List.of("V2__a.sql"), List.of())))
        .goesTo(new Migrating(0, false, NOW))
        .saying("to apply: V2__a.sql")
        .doesNothing();
  }

  @Test
  void nothingToApplyLeadsStraightToTheRollout() {
    assertThat(releasingV2(CHECKING).job(passed(List.of(), List.of())))
        .goesTo(new RollingOut(NOW.plus(Duration.ofMinutes(10))))
        .doesJust(new CopyConfiguration(2), new Deploy(2, 1));
    assertThat(
            releasingV2(CHECKING)
                .plan(Plans.withoutMigration(plan("v2")))
                .job(passed(List.of("V2__a.sql"), List.of())))
        .goesTo(RollingOut.class);
  }

  @Test
  void theBaselineIsMeasuredJustBeforeAnythingChanges() {
    var decision =
        releasingV2(CHECKING)
            .oldReadyBefore(3)
            .oldPods(Pods.of(1).wanted(3).ready(2))
            .job(passed(List.of("V2__a.sql"), List.of()))
            .decide();
    org.assertj.core.api.Assertions.assertThat(decision.next().trying().oldReady()).isEqualTo(2);
  }

  @Test
  void aMigrationThatTheOldVersionMayNotSurviveIsRefused() {
    assertThat(releasingV2(CHECKING).job(passed(List.of("V2.sql"), List.of("DROP COLUMN email"))))
        .ends(Outcome.FAILED)
        .because(Reason.NO_WAY_BACK)
        .saying("DROP COLUMN email", "v1")
        .remembersAsFailed("v2")
        .serving("v1");
  }

  @Test
  void aFirstInstallMayDestroyForThereIsNobodyToHurt() {
    assertThat(firstInstall(CHECKING).job(passed(List.of("V1.sql"), List.of("DROP TABLE t"))))
        .goesTo(Migrating.class);
  }

  @Test
  void whatTheApiServerRefusesFailsWithItsWords() {
    assertThat(releasingV2(CHECKING).dryRun(new DryRun.Rejected("violates PodSecurity")))
        .ends(Outcome.FAILED)
        .because(Reason.MANIFEST_REJECTED)
        .saying("PodSecurity");
  }

  @Test
  void aDryRunThatNobodyCanAnswerIsNoFault() {
    assertThat(releasingV2(CHECKING).dryRun(new DryRun.Unknown("webhook")).jobRuns())
        .staysIn(Checking.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"DONE", "UNREACHABLE", "LOCK_TIMEOUT"},
      mode = EnumSource.Mode.EXCLUDE)
  void aRefusalFailsAndNothingWasChanged(Verdict verdict) {
    assertThat(releasingV2(CHECKING).jobSaid(verdict))
        .ends(Outcome.FAILED)
        .because(Reason.CHECK_REFUSED)
        .remembersAsFailed("v2")
        .serving("v1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"UNREACHABLE", "LOCK_TIMEOUT"})
  void aDatabaseThatDoesNotAnswerIsAskedAgainUntilTheDeadline(Verdict verdict) {
    assertThat(releasingV2(CHECKING).jobSaid(verdict))
        .goesTo(new Checking(CHECKING.deadline(), new Retries(1, NOW.plusSeconds(5))))
        .because(Reason.CHECK_UNREACHABLE)
        .saying("the runner said so")
        .doesNothing()
        .wakesAt(NOW.plusSeconds(5));
    assertThat(releasingV2(TOO_LATE).jobSaid(verdict))
        .ends(Outcome.FAILED)
        .because(Reason.CHECK_REFUSED);
  }

  @Test
  void aLostCheckRunsAgainUnderAnotherNameAfterAPause() {
    var decision = releasingV2(CHECKING).jobLost().decide();
    assertThat(decision)
        .goesTo(new Checking(CHECKING.deadline(), new Retries(1, NOW.plusSeconds(5))))
        .startsNothing();
    org.assertj.core.api.Assertions.assertThat(decision.next().seq()).isEqualTo(5);
  }

  @Test
  void thePauseBetweenChecksGrowsAndIsKept() {
    var paused = new Checking(CHECKING.deadline(), new Retries(3, NOW.plusSeconds(1)));
    assertThat(releasingV2(paused)).startsNothing().wakesAt(NOW.plusSeconds(1));
    var over = new Checking(CHECKING.deadline(), new Retries(3, NOW));
    assertThat(releasingV2(over)).doesJust(new StartJob(Step.CHECK, 2, 4));
    assertThat(releasingV2(over).jobLost())
        .goesTo(new Checking(CHECKING.deadline(), new Retries(4, NOW.plusSeconds(40))));
  }

  @Test
  void aCheckThatCouldNotBeginBeforeTheDeadlineIsNotWaitedFor() {
    var soon = new Checking(NOW.plusSeconds(5));
    assertThat(releasingV2(soon).jobSaid(Verdict.UNREACHABLE))
        .ends(Outcome.FAILED)
        .because(Reason.CHECK_REFUSED);
    assertThat(releasingV2(soon).jobLost()).ends(Outcome.FAILED).because(Reason.CHECK_TIMED_OUT);
  }

  @Test
  void aCheckThatDoesNotEndFailsAtItsDeadline() {
    assertThat(releasingV2(TOO_LATE).jobRuns())
        .ends(Outcome.FAILED)
        .because(Reason.CHECK_TIMED_OUT);
    assertThat(releasingV2(TOO_LATE)).ends(Outcome.FAILED).startsNothing();
    assertThat(releasingV2(TOO_LATE).jobLost()).ends(Outcome.FAILED).startsNothing();
  }

  @Test
  void aForeignJobOfTheNameIsNotTouched() {
    assertThat(releasingV2(CHECKING).job(new JobSeen.Foreign("no owner")))
        .ends(Outcome.HELD)
        .because(Reason.NAME_TAKEN)
        .doesNothing();
  }

  @Test
  void aNewerPlanSupersedesAndTheOlderMayComeBack() {
    assertThat(releasingV2(CHECKING).wanting("v3").jobRuns())
        .ends(Outcome.SUPERSEDED)
        .because(Reason.SUPERSEDED)
        .remembersNoFailure();
    assertThat(releasingV2(CHECKING).planLost().wanting("v3"))
        .ends(Outcome.SUPERSEDED)
        .remembersNoFailure();
  }

  @Test
  void withoutARecordInTimeTheSameIsTriedAnew() {
    assertThat(releasingV2(TOO_LATE).planLost())
        .ends(Outcome.SUPERSEDED)
        .saying("could not be written in time", "tried anew")
        .remembersNoFailure();
  }

  @Test
  void anInvalidSpecDoesNotStopThePlanThatIsPinned() {
    assertThat(releasingV2(CHECKING).wish(new Wish.Invalid("typo")).jobRuns())
        .staysIn(Checking.class);
  }

  @Test
  void aConfigMapThatVanishedIsWaitedForUntilTheDeadline() {
    var vanished = new Wish.Waiting("ConfigMap shop-config");
    assertThat(releasingV2(CHECKING).wish(vanished).job(passed(List.of(), List.of())))
        .staysIn(Checking.class)
        .because(Reason.WAITING_FOR_CONFIGURATION)
        .doesNothing();
    assertThat(releasingV2(TOO_LATE).wish(vanished))
        .ends(Outcome.SUPERSEDED)
        .because(Reason.WAITING_FOR_CONFIGURATION)
        .remembersNoFailure();
  }

  @Test
  void theServingVersionFollowsReplicasMeanwhile() {
    assertThat(releasingV2(CHECKING).jobRuns().replicas(5)).doesJust(new Scale(1, 5, "rv1"));
  }

  @Test
  void afterAHeldReleaseItsPodsKeepTheTrafficUntilTheOldOnesAreReady() {
    var held =
        releasingV2(CHECKING)
            .job(passed(List.of("V2.sql"), List.of()))
            .leftOver(Pods.of(7).ready(3))
            .trafficTo(7);
    assertThat(held.oldPods(Pods.of(1).there(0)))
        .staysIn(Checking.class)
        .doesJust(new Scale(1, 3, "rv1"));
    assertThat(held.oldPods(Pods.of(1).wanted(3).ready(1))).doesNothing();
    assertThat(held.oldPods(Pods.of(1).ready(3))).doesJust(new NarrowTraffic(1, "svc"));
    assertThat(held.trafficTo(1)).goesTo(Migrating.class);
  }

  @Test
  void anOldVersionThatDoesNotComeUpAgainIsNotWaitedForForEver() {
    assertThat(
            releasingV2(TOO_LATE)
                .job(passed(List.of("V2.sql"), List.of()))
                .oldPods(Pods.of(1).wanted(3))
                .leftOver(Pods.of(7).ready(3))
                .trafficTo(7))
        .goesTo(Migrating.class);
  }

  static JobSeen passed(List<String> pending, List<String> destructive) {
    return new JobSeen.Ended(
        new Result(
            Verdict.DONE,
            "all rules hold",
            List.of(),
            pending,
            destructive,
            Optional.of("1"),
            Optional.of("plan"),
            SchemaState.UNKNOWN,
            OptionalLong.empty()));
  }
}
