package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.releasingV2;

import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Migrating;
import dev.slipway.operator.release.Phase.RollingOut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Old and new version are above the limit alike: three cases, and the one that is ours (V3, B1).
 */
class BothSickTest {
  private static final Judgement SHARED = new Judgement.Shared("8 % of 900; the old version 9 %");

  /** Began two minutes ago, with ten minutes for progress. */
  private static final Instant BEGAN = NOW.minusSeconds(120);

  private static final RollingOut ROLLING = new RollingOut(BEGAN.plus(Duration.ofMinutes(10)));
  private static final RollingOut TOO_LATE = new RollingOut(NOW);

  private static Answers sick(Instant since) {
    return new Answers(1000, 90, Optional.empty(), Optional.of(since));
  }

  private static Given mixed(RollingOut phase) {
    return releasingV2(phase)
        .traffic(SHARED_TRAFFIC)
        .oldPods(Pods.of(1).ready(2))
        .newPods(
            Pods.of(2)
                .ready(1)
                .newestReadyBefore(Duration.ofSeconds(phase.equals(TOO_LATE) ? 700 : 100)))
        .requests(SHARED);
  }

  @Test
  void whatTheOldVersionHadBeforeIsNotTheReleaseSoItPausesAndIsHeldInTheEnd() {
    var before = mixed(ROLLING).oldAnswers(sick(BEGAN)).baseline(sick(BEGAN));
    assertThat(before).staysIn(RollingOut.class).doesNothing();
    assertThat(mixed(TOO_LATE).oldAnswers(sick(BEGAN)).baseline(sick(BEGAN)))
        .ends(Outcome.HELD)
        .because(Reason.BOTH_SICK)
        .leavesTrafficAlone();
  }

  @Test
  void sinceTheMigrationItIsTheMigrationAndTheOldVersionIsNoWayBack() {
    assertThat(mixed(ROLLING).schemaChanged().oldAnswers(sick(BEGAN.minusSeconds(5))))
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_REJECTS_SCHEMA)
        .saying("since the migration")
        .leavesTrafficAlone();
  }

  @Test
  void theMigrationHasHalfAMinuteToBeForgiven() {
    var young = new RollingOut(NOW.minusSeconds(10).plus(Duration.ofMinutes(10)));
    assertThat(mixed(young).schemaChanged().oldAnswers(sick(NOW.minusSeconds(12))))
        .staysIn(RollingOut.class)
        .doesNothing();
  }

  @Test
  void fromAMomentWhenNothingWasDoneItPausesAndGoesOnOnceItIsOver() {
    var coincidence = mixed(ROLLING).oldAnswers(sick(NOW.minusSeconds(20)));
    assertThat(coincidence).staysIn(RollingOut.class).doesNothing();
    assertThat(coincidence.oldAnswers(Answers.UNSEEN).requests(new Judgement.Pass("1 %")))
        .does(new Action.Scale(2, 2, "rv2"));
    assertThat(mixed(TOO_LATE).oldAnswers(sick(NOW.minusSeconds(20))))
        .ends(Outcome.HELD)
        .because(Reason.BOTH_SICK);
  }

  @Test
  void whatBeginsWithTheNewPodsAndLastsMayBeTheirDoingSoTheyGo() {
    assertThat(mixed(ROLLING).oldAnswers(sick(NOW.minusSeconds(95)))).staysIn(RollingOut.class);
    var begun = new RollingOut(NOW.plusSeconds(60));
    var lasting =
        releasingV2(begun)
            .traffic(SHARED_TRAFFIC)
            .oldPods(Pods.of(1).ready(2))
            .newPods(Pods.of(2).ready(1).newestReadyBefore(Duration.ofSeconds(310)))
            .requests(SHARED)
            .oldAnswers(sick(NOW.minusSeconds(305)));
    assertThat(lasting).goesTo(GoingBack.class).because(Reason.ERROR_RATE);
  }

  @Test
  void sickPodsThatNeverGetReadyGoBackAllTheSame() {
    assertThat(mixed(TOO_LATE).newPods(Pods.of(2).wanted(2).ready(1)))
        .goesTo(GoingBack.class)
        .because(Reason.NO_PROGRESS);
  }

  @Test
  void atTheEndOfTheBakeItIsWaitedForAndThenHeldNeverTakenBack() {
    var whole =
        releasingV2(new Baking(NOW, false))
            .traffic(SHARED_TRAFFIC)
            .oldPods(Pods.of(1))
            .newPods(Pods.of(2).ready(3))
            .requests(SHARED);
    assertThat(whole).staysIn(Baking.class);
    assertThat(whole.in(new Baking(NOW.minus(Duration.ofMinutes(10)), false)))
        .ends(Outcome.HELD)
        .because(Reason.BOTH_SICK);
  }

  @Test
  void theBaselineIsTakenWhenTheCheckHasPassedAndKeptThroughTheMigration() {
    var done =
        new Result(
            Result.Verdict.DONE,
            "checked",
            List.of(),
            List.of("2"),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Result.SchemaState.UNKNOWN,
            OptionalLong.empty());
    var migrating =
        releasingV2(new Checking(NOW.plusSeconds(60)))
            .oldAnswers(sick(BEGAN))
            .job(new JobSeen.Ended(done))
            .decide();
    assertThat(migrating).goesTo(Migrating.class);
    Assertions.assertThat(migrating.next().trying().changingSchema().baseline())
        .isEqualTo(new Baseline(1000, 90, Optional.empty(), true));
  }
}
