package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.releasingV2;

import dev.slipway.operator.release.Action.CopyConfiguration;
import dev.slipway.operator.release.Action.Deploy;
import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Settling;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettleTest {
  private static final Settling BEGUN = settling(4, false);
  private static final Settling LONG_ENOUGH = settling(10, false);
  private static final Settling AT_THE_END = settling(60, false);

  @Test
  void theOldPodsAreWatchedForTenSeconds() {
    assertThat(releasingV2(BEGUN))
        .staysIn(Settling.class)
        .because(Reason.SETTLING)
        .doesNothing()
        .wakesAt(NOW.plusSeconds(6));
  }

  @Test
  void oldPodsThatStayReadyLetTheRolloutBegin() {
    assertThat(releasingV2(LONG_ENOUGH))
        .goesTo(RollingOut.class)
        .doesJust(new CopyConfiguration(2), new Deploy(2, 1));
  }

  @Test
  void oldPodsThatWereReadyOnlyNowHaveNotProvenIt() {
    assertThat(
            releasingV2(LONG_ENOUGH)
                .oldPods(Pods.of(1).ready(3).newestReadyBefore(Duration.ofSeconds(2))))
        .staysIn(Settling.class)
        .wakesAt(NOW.plusSeconds(8));
    assertThat(
            releasingV2(AT_THE_END)
                .oldPods(Pods.of(1).ready(3).newestReadyBefore(Duration.ofSeconds(2))))
        .goesTo(RollingOut.class);
  }

  @Test
  void aPodThatIsMissingIsGivenAMinute() {
    assertThat(releasingV2(LONG_ENOUGH).oldPods(Pods.of(1).wanted(3).ready(2)))
        .staysIn(Settling.class)
        .wakesWithin(Pace.GLANCE);
  }

  @Test
  void anOldVersionThatDoesNotGetReadyRejectsTheSchema() {
    assertThat(releasingV2(AT_THE_END).oldPods(Pods.of(1).wanted(3).ready(1)))
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_REJECTS_SCHEMA)
        .saying("1 of 3", "3 were before", "V2 applied")
        .serving("v1")
        .doesNothing();
  }

  @Test
  void whatWasSickBeforeProvesNothing() {
    assertThat(
            releasingV2(LONG_ENOUGH)
                .oldPods(Pods.of(1).wanted(3).ready(1).crashing(2))
                .oldReadyBefore(1))
        .goesTo(RollingOut.class);
  }

  @Test
  void restartsOfLongAgoProveNothing() {
    assertThat(
            releasingV2(LONG_ENOUGH)
                .oldPods(Pods.of(1).ready(3).crashing(1).newestReadyBefore(Duration.ofDays(3))))
        .goesTo(RollingOut.class);
  }

  @Test
  void fewerPodsThanBeforeAreEnoughWhereFewerAreWanted() {
    assertThat(releasingV2(LONG_ENOUGH).replicas(1).oldPods(Pods.of(1).ready(1)))
        .goesTo(RollingOut.class);
  }

  @Test
  void aDeploymentThatIsGoneProvesNothing() {
    assertThat(releasingV2(LONG_ENOUGH).oldDeploymentGone())
        .staysIn(Settling.class)
        .doesJust(new Deploy(1, 3));
    assertThat(releasingV2(AT_THE_END).oldDeploymentGone())
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_REJECTS_SCHEMA);
  }

  @Test
  void requestsThatFailOnTheNewSchemaAreARejectionThoughPodsAreReady() {
    var sick = new Answers(400, 80, Optional.empty(), Optional.of(NOW.minusSeconds(8)));
    assertThat(releasingV2(LONG_ENOUGH).oldAnswers(sick)).staysIn(Settling.class);
    assertThat(releasingV2(AT_THE_END).oldAnswers(sick))
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_REJECTS_SCHEMA)
        .saying("80 of 400 answers were errors");
  }

  @Test
  void anAutoscalerIsObeyedMeanwhile() {
    assertThat(releasingV2(BEGUN).replicas(6)).doesJust(new Scale(1, 6, "rv1"));
  }

  @Test
  void afterAPrefixTheReleaseFailsAndTheOldVersionGoesOn() {
    assertThat(releasingV2(settling(10, true)))
        .ends(Outcome.FAILED)
        .because(Reason.MIGRATION_PREFIX_APPLIED)
        .saying("V2 applied", "goes on serving", "do not edit")
        .serving("v1")
        .remembersAsFailed("v2");
  }

  @Test
  void aPrefixThatTheOldVersionRejectsIsHeld() {
    assertThat(releasingV2(settling(60, true)).oldPods(Pods.of(1).wanted(3)))
        .ends(Outcome.HELD)
        .because(Reason.OLD_VERSION_REJECTS_SCHEMA);
  }

  private static Settling settling(int begunSecondsAgo, boolean thenStop) {
    var begun = NOW.minusSeconds(begunSecondsAgo);
    return new Settling(
        begun.plus(Pace.SETTLE),
        begun.plus(Pace.SETTLE_AT_MOST),
        thenStop,
        "V2 applied, V3 failed");
  }
}
