package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.releasingV2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.release.Action.CopyConfiguration;
import dev.slipway.operator.release.Action.Deploy;
import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Action.StartJob;
import dev.slipway.operator.release.Action.StopJob;
import dev.slipway.operator.release.Phase.Inspecting;
import dev.slipway.operator.release.Phase.Migrating;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Settling;
import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationTest {
  private static final Migrating READY = new Migrating(0, false, NOW);
  private static final Migrating RUNS = new Migrating(1, true, NOW);
  private static final Inspecting INSPECTING = new Inspecting(2);

  @Test
  void theJobIsStartedUnderANumberThatNobodyHad() {
    var decision = releasingV2(READY).decide();
    assertThat(decision)
        .goesTo(new Migrating(1, true, NOW.plus(Pace.SIGHT)))
        .because(Reason.MIGRATING)
        .doesJust(new CopyConfiguration(2), new StartJob(Step.MIGRATE, 2, 5));
    assertThat(decision.next().seq()).isEqualTo(5);
    assertThat(decision.next().trying().schemaChanged()).isTrue();
  }

  @Test
  void itIsNotStartedBeforeItsTime() {
    var later = NOW.plusSeconds(20);
    assertThat(releasingV2(new Migrating(1, false, later)))
        .staysIn(Migrating.class)
        .because(Reason.MIGRATION_WAITS_FOR_LOCK)
        .startsNothing()
        .wakesAt(later);
  }

  @Test
  void whileItRunsTheOldVersionFollowsReplicas() {
    assertThat(releasingV2(RUNS).jobRuns().replicas(4))
        .staysIn(Migrating.class)
        .doesJust(new Scale(1, 4, "rv1"))
        .wakesWithin(Duration.ofSeconds(60));
    assertThat(releasingV2(RUNS).jobRuns().oldDeploymentGone()).doesJust(new Deploy(1, 3));
  }

  @Test
  void whatIsAppliedIsSettledOnFirst() {
    assertThat(releasingV2(RUNS).jobSaid(Verdict.DONE))
        .goesTo(new Settling(NOW.plusSeconds(10), NOW.plusSeconds(60), false, "the runner said so"))
        .wakesAt(NOW.plusSeconds(10));
  }

  @Test
  void aFirstInstallHasNobodyToSettle() {
    assertThat(firstInstall(RUNS).jobSaid(Verdict.DONE)).goesTo(RollingOut.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"FAILED", "BAD_INPUT", "REFUSED"})
  void aCleanFailureLeavesTheOldVersionUntouched(Verdict verdict) {
    assertThat(releasingV2(RUNS).jobSaid(verdict))
        .ends(Outcome.FAILED)
        .because(Reason.MIGRATION_FAILED)
        .serving("v1")
        .remembersAsFailed("v2")
        .doesNothing();
  }

  @Test
  void filesThatAreNotTheCheckedOnesFail() {
    assertThat(releasingV2(RUNS).jobSaid(Verdict.PLAN_DIFFERS))
        .ends(Outcome.FAILED)
        .because(Reason.MIGRATION_PLAN_DIFFERS);
  }

  @Test
  void aLockThatIsNotGrantedIsTriedAgainLaterAndLater() {
    assertThat(releasingV2(RUNS).jobSaid(Verdict.LOCK_TIMEOUT))
        .goesTo(new Migrating(1, false, NOW.plusSeconds(5)));
    assertThat(releasingV2(new Migrating(4, true, NOW)).jobSaid(Verdict.LOCK_TIMEOUT))
        .goesTo(new Migrating(4, false, NOW.plusSeconds(40)))
        .because(Reason.MIGRATION_WAITS_FOR_LOCK);
    assertThat(releasingV2(new Migrating(9, true, NOW)).jobSaid(Verdict.UNREACHABLE))
        .goesTo(new Migrating(9, false, NOW.plusSeconds(60)));
  }

  @Test
  void afterAllTriesTheLockIsGivenUp() {
    assertThat(releasingV2(new Migrating(10, true, NOW)).jobSaid(Verdict.LOCK_TIMEOUT))
        .ends(Outcome.FAILED)
        .because(Reason.MIGRATION_LOCKED_OUT);
  }

  @Test
  void aPrefixIsSettledOnAndThenFails() {
    assertThat(releasingV2(RUNS).jobSaid(Verdict.PREFIX_APPLIED))
        .goesTo(new Settling(NOW.plusSeconds(10), NOW.plusSeconds(60), true, "the runner said so"))
        .because(Reason.MIGRATION_PREFIX_APPLIED);
    assertThat(firstInstall(RUNS).jobSaid(Verdict.PREFIX_APPLIED))
        .ends(Outcome.FAILED)
        .because(Reason.MIGRATION_PREFIX_APPLIED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"FAILED", "REFUSED", "PLAN_DIFFERS"})
  void aFailureAfterAnEarlierTryGotFurtherIsAPrefix(Verdict verdict) {
    assertThat(releasingV2(RUNS).job(ended(verdict, SchemaState.UNKNOWN, "V2__a.sql")))
        .goesTo(Settling.class)
        .because(Reason.MIGRATION_PREFIX_APPLIED);
    assertThat(
            releasingV2(new Migrating(10, true, NOW))
                .job(ended(Verdict.LOCK_TIMEOUT, SchemaState.UNKNOWN, "V2__a.sql")))
        .goesTo(Settling.class)
        .because(Reason.MIGRATION_PREFIX_APPLIED);
  }

  @Test
  void aDatabaseThatIsNotAsItShouldBeIsHeld() {
    assertThat(releasingV2(RUNS).jobSaid(Verdict.VERIFICATION_FAILED))
        .ends(Outcome.HELD)
        .because(Reason.MIGRATION_NOT_VERIFIED)
        .serving("v1");
  }

  @Test
  void aMissingResultIsInspected() {
    assertThat(releasingV2(RUNS).jobLost())
        .goesTo(new Inspecting(2))
        .doesJust(new StartJob(Step.INSPECT, 2, 5));
    assertThat(releasingV2(RUNS)).goesTo(new Inspecting(2)).saying("Job is gone");
    assertThat(releasingV2(RUNS).jobSaid(Verdict.FENCED)).goesTo(Inspecting.class);
    assertThat(releasingV2(RUNS).jobSaid(Verdict.UNKNOWN)).goesTo(Inspecting.class);
  }

  @Test
  void aJobThatWasOrderedAMomentAgoMayJustNotBeSeenYet() {
    var believedFrom = NOW.plusSeconds(3);
    assertThat(releasingV2(new Migrating(1, true, believedFrom)))
        .staysIn(Migrating.class)
        .doesNothing()
        .wakesAt(believedFrom);
  }

  @Test
  void anInspectionThatWasOrderedAndNeverStartedIsStartedUnderTheSameNumber() {
    assertThat(releasingV2(INSPECTING))
        .staysIn(Inspecting.class)
        .doesJust(new StartJob(Step.INSPECT, 2, 4));
    assertThat(releasingV2(INSPECTING).jobRuns()).staysIn(Inspecting.class).doesNothing();
  }

  @Test
  void whatAnInterruptedMigrationDidNotDoIsDoneByTheNextTry() {
    assertThat(releasingV2(INSPECTING).job(found(SchemaState.NOTHING_APPLIED)))
        .goesTo(new Migrating(2, false, NOW));
    assertThat(releasingV2(INSPECTING).job(found(SchemaState.SOME_APPLIED)))
        .goesTo(new Migrating(2, false, NOW));
  }

  @Test
  void whatItDidIsSettledOn() {
    assertThat(releasingV2(INSPECTING).job(found(SchemaState.APPLIED))).goesTo(Settling.class);
    assertThat(firstInstall(INSPECTING).job(found(SchemaState.APPLIED))).goesTo(RollingOut.class);
  }

  @Test
  void whatNobodyCanSayIsHeld() {
    assertThat(releasingV2(INSPECTING).job(found(SchemaState.UNKNOWN)))
        .ends(Outcome.HELD)
        .because(Reason.MIGRATION_UNKNOWN)
        .serving("v1")
        .remembersAsFailed("v2");
  }

  @Test
  void aSessionThatStillRunsAndADatabaseThatIsAwayAreAskedAgainAfterAPause() {
    assertThat(releasingV2(INSPECTING).job(found(SchemaState.STILL_RUNNING)))
        .goesTo(new Migrating(2, true, NOW.plusSeconds(10)))
        .because(Reason.INSPECTING)
        .startsNothing();
    assertThat(releasingV2(INSPECTING).jobSaid(Verdict.UNREACHABLE))
        .goesTo(new Migrating(2, true, NOW.plusSeconds(10)))
        .startsNothing();
    assertThat(releasingV2(new Migrating(2, true, NOW)))
        .goesTo(new Inspecting(3))
        .does(new StartJob(Step.INSPECT, 2, 5));
  }

  @Test
  void triesAreCountedAndEnd() {
    var lastOne = new Inspecting(10);
    assertThat(releasingV2(lastOne).job(found(SchemaState.STILL_RUNNING)))
        .ends(Outcome.HELD)
        .because(Reason.MIGRATION_UNKNOWN);
    assertThat(releasingV2(lastOne).jobLost()).ends(Outcome.HELD).startsNothing();
    assertThat(releasingV2(new Migrating(10, true, NOW)).jobLost())
        .ends(Outcome.HELD)
        .startsNothing();
  }

  @Test
  void whatIsKnownAfterTheLastTryIsNotCalledUnknown() {
    var lastOne = new Inspecting(10);
    assertThat(releasingV2(lastOne).job(found(SchemaState.NOTHING_APPLIED)))
        .ends(Outcome.FAILED)
        .because(Reason.MIGRATION_FAILED);
    assertThat(releasingV2(lastOne).job(found(SchemaState.SOME_APPLIED)))
        .goesTo(Settling.class)
        .because(Reason.MIGRATION_PREFIX_APPLIED);
  }

  @Test
  void aForeignJobOfTheNameIsNotTouched() {
    assertThat(releasingV2(RUNS).job(new JobSeen.Foreign("no owner")))
        .ends(Outcome.HELD)
        .because(Reason.NAME_TAKEN);
    assertThat(releasingV2(INSPECTING).job(new JobSeen.Foreign("no owner"))).ends(Outcome.HELD);
  }

  @Test
  void aNewerPlanDoesNotDisturbAMigration() {
    assertThat(releasingV2(RUNS).wanting("v3").jobRuns()).staysIn(Migrating.class).doesNothing();
  }

  @Test
  void aLostPlanIsHeld() {
    assertThat(releasingV2(RUNS).planLost())
        .ends(Outcome.HELD)
        .because(Reason.RECORD_LOST)
        .startsNothing();
  }

  @Test
  void aMigrationWhosePodCannotStartIsStoppedAndThenFails() {
    assertThat(releasingV2(RUNS).job(unstarted(Duration.ofMinutes(9))))
        .staysIn(Migrating.class)
        .saying("no such Secret")
        .doesNothing()
        .wakesWithin(Duration.ofSeconds(60));
    assertThat(releasingV2(RUNS).job(unstarted(Duration.ofMinutes(10))))
        .staysIn(Migrating.class)
        .doesJust(new StopJob(Step.MIGRATE, 2, 4, "no such Secret", "job"));
    assertThat(releasingV2(RUNS).job(new JobSeen.Stopped("no such Secret")))
        .ends(Outcome.FAILED)
        .because(Reason.MIGRATION_NOT_STARTED)
        .saying("no such Secret", "nothing was changed")
        .serving("v1");
  }

  @Test
  void oneThatMayHaveRunIsNeverGivenUp() {
    assertThat(releasingV2(RUNS).jobRuns()).staysIn(Migrating.class).doesNothing();
    assertThat(releasingV2(new Migrating(2, true, NOW)).job(new JobSeen.Stopped("no node")))
        .goesTo(new Inspecting(3))
        .does(new StartJob(Step.INSPECT, 2, 5));
  }

  @Test
  void anInspectionThatCannotStartEndsToo() {
    assertThat(releasingV2(INSPECTING).job(unstarted(Duration.ofMinutes(1))))
        .staysIn(Inspecting.class)
        .doesNothing();
    assertThat(releasingV2(INSPECTING).job(unstarted(Duration.ofMinutes(10))))
        .ends(Outcome.HELD)
        .because(Reason.MIGRATION_UNKNOWN)
        .saying("no such Secret");
  }

  @Test
  void aLostInspectionIsRepeatedAfterAPause() {
    assertThat(releasingV2(INSPECTING).jobLost())
        .goesTo(new Migrating(2, true, NOW.plusSeconds(10)))
        .startsNothing();
  }

  @Test
  void aLedgerThatRemembersMoreThanTheStatusIsGoneOnAbove() {
    var decision = releasingV2(RUNS).job(fencedBelow(17)).decide();
    assertThat(decision).goesTo(new Migrating(1, false, NOW)).saying("17").startsNothing();
    org.assertj.core.api.Assertions.assertThat(decision.next().seq()).isEqualTo(17);
    var launched = releasingV2(new Migrating(1, false, NOW)).seq(17).decide();
    assertThat(launched).does(new StartJob(Step.MIGRATE, 2, 18));
  }

  @Test
  void whatMayHaveRunUnderOurOwnNumberIsInspected() {
    assertThat(releasingV2(RUNS).job(fencedBelow(4)))
        .goesTo(new Inspecting(2))
        .does(new StartJob(Step.INSPECT, 2, 5));
  }

  @Test
  void theFenceIsPassedOnceAndThenInspected() {
    assertThat(releasingV2(new Migrating(2, true, NOW)).job(fencedBelow(30)))
        .goesTo(new Inspecting(3))
        .does(new StartJob(Step.INSPECT, 2, 31));
  }

  @Test
  void anInspectionBelowALaterRunIsMadeAgainAboveIt() {
    assertThat(releasingV2(INSPECTING).job(said(Verdict.DONE, SchemaState.NOTHING_APPLIED, 9)))
        .goesTo(new Inspecting(3))
        .does(new StartJob(Step.INSPECT, 2, 10));
  }

  private static JobSeen unstarted(Duration since) {
    return new JobSeen.Unstarted("job", NOW.minus(since), "no such Secret");
  }

  private static JobSeen fencedBelow(long highest) {
    return said(Verdict.FENCED, SchemaState.UNKNOWN, highest);
  }

  private static JobSeen said(Verdict verdict, SchemaState state, long highest) {
    return new JobSeen.Ended(
        new Result(
            verdict,
            "the runner said so",
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            state,
            OptionalLong.of(highest)));
  }

  private static JobSeen found(SchemaState state) {
    return ended(Verdict.DONE, state);
  }

  private static JobSeen ended(Verdict verdict, SchemaState state, String... applied) {
    return new JobSeen.Ended(
        new Result(
            verdict,
            "the runner said so",
            List.of(applied),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            state,
            OptionalLong.empty()));
  }
}
