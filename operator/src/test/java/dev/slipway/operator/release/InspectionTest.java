package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.releasingV2;
import static dev.slipway.operator.release.Jobs.fencedBelow;
import static dev.slipway.operator.release.Jobs.found;
import static dev.slipway.operator.release.Jobs.said;
import static dev.slipway.operator.release.Jobs.unstarted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.release.Action.StartJob;
import dev.slipway.operator.release.Phase.Inspecting;
import dev.slipway.operator.release.Phase.Migrating;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Settling;
import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The result of a migration is missing, and the database is asked. */
class InspectionTest {
  private static final Migrating RUNS = new Migrating(1, true, NOW);
  private static final Inspecting INSPECTING = new Inspecting(2);

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

  /** The run that was interrupted may not have come to the release's own check. */
  @Test
  void whatIsInAndFailsItsOwnCheckIsHeld() {
    assertThat(releasingV2(INSPECTING).jobSaid(Verdict.VERIFICATION_FAILED))
        .ends(Outcome.HELD)
        .because(Reason.MIGRATION_NOT_VERIFIED)
        .serving("v1");
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
}
