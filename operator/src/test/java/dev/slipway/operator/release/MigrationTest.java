package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.releasingV2;
import static dev.slipway.operator.release.Jobs.ended;
import static dev.slipway.operator.release.Jobs.unstarted;
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
    assertThat(firstInstall(RUNS).jobSaid(Verdict.DONE))
        .goesTo(RollingOut.class)
        .doesJust(new CopyConfiguration(2), new Deploy(2, 3));
    assertThat(firstInstall(RUNS).jobSaid(Verdict.DONE).pausedAt(NOW))
        .goesTo(RollingOut.class)
        .doesNothing();
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
  void aTurnThatNeverCameEndsTheAttemptUnlessAnEarlierTryMayHaveGotFurther() {
    assertThat(releasingV2(RUNS).jobSaid(Verdict.LOCKED_OUT))
        .ends(Outcome.FAILED)
        .because(Reason.MIGRATION_LOCKED_OUT)
        .saying("the runner said so")
        .serving("v1");
    assertThat(releasingV2(new Migrating(2, true, NOW)).jobSaid(Verdict.LOCKED_OUT))
        .goesTo(new Migrating(2, false, NOW.plusSeconds(10)))
        .because(Reason.MIGRATION_WAITS_FOR_LOCK);
    assertThat(releasingV2(new Migrating(10, true, NOW)).jobSaid(Verdict.LOCKED_OUT))
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
  void aJobThatWasOrderedAMomentAgoMayJustNotBeSeenYet() {
    var believedFrom = NOW.plusSeconds(3);
    assertThat(releasingV2(new Migrating(1, true, believedFrom)))
        .staysIn(Migrating.class)
        .doesNothing()
        .wakesAt(believedFrom);
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
}
