package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.releasingV2;
import static dev.slipway.operator.release.Given.v1Serves;
import static dev.slipway.operator.release.Given.v2Held;

import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Promoting;
import dev.slipway.operator.release.Phase.RollingOut;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What went wrong in other release tools, each as one sentence, and that it does not here. Those
 * that need a cluster to show are in {@code kubernetes/BugsOfOthersOnAClusterTest}; those of
 * migration tools (a lock that outlives its killed holder, a pooler that grants every lock) are
 * tests of the runner.
 */
class BugsOfOthersTest {
  private static final RollingOut ROLLING = new RollingOut(NOW.plusSeconds(300));
  private static final RollingOut TOO_LATE = new RollingOut(NOW);

  static final List<Given> NOTHING_IN_FLIGHT =
      List.of(
          v1Serves(),
          v1Serves().wanting("v2").failedBefore("v2"),
          v1Serves().wish(new Wish.Invalid("no container")),
          v1Serves().wish(new Wish.Waiting("a ConfigMap")),
          v1Serves().wanting("v2").failedBefore("v2").lastEnded(Outcome.ROLLED_BACK, "v2"),
          v2Held());

  /** Argo Rollouts 1292: an abort while no release was running scaled the stable version to 0. */
  @ParameterizedTest
  @FieldSource("NOTHING_IN_FLIGHT")
  void whatServesKeepsItsPodsWhileNothingIsInFlight(Given given) {
    assertThat(given).leavesRevisionAlone(1);
  }

  /** Argo Rollouts 4221: a pod that restarted while others were exchanged went below the floor. */
  @Test
  void anOldPodThatRestartsIsNotCountedAsReadyWhenTheNextOneGoes() {
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1).wanted(3).ready(2))
                .newPods(Pods.of(2).ready(1)))
        .doesJust(new Scale(1, 2, "rv1"));
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1).wanted(2).ready(1))
                .newPods(Pods.of(2).ready(1)))
        .leavesRevisionAlone(1);
  }

  /** Argo Rollouts 1677: a rollout that was turned back to the running version hung for ever. */
  @Test
  void askingAgainForWhatServesIsReadyAtOnce() {
    assertThat(v1Serves().failedBefore("v2").lastEnded(Outcome.ROLLED_BACK, "v2").wanting("v1"))
        .rests()
        .because(Reason.UP_TO_DATE)
        .startsNothing();
  }

  /** Argo Rollouts 2048: pods of the new version were scaled down after an earlier abort. */
  @Test
  void whatAnEarlierAttemptLeftIsTakenAwayAndNotThePodsOfThisOne() {
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .newPods(Pods.of(2).ready(1))
                .leftOver(Pods.of(7).ready(1)))
        .does(new Scale(7, 0, "rv7"))
        .leavesRevisionAlone(2);
  }

  /** Argo Rollouts 1295: three ReplicaSets at once broke the arithmetic of the exchange. */
  @Test
  void threeRevisionsAtOnceAreNoMorePodsThanTheSurgeAllows() {
    var crowded =
        releasingV2(ROLLING)
            .traffic(SHARED_TRAFFIC)
            .oldPods(Pods.of(1).ready(2))
            .newPods(Pods.of(2).ready(1))
            .leftOver(Pods.of(7).wanted(1).ready(0));
    assertThat(crowded).does(new Scale(7, 0, "rv7")).leavesRevisionAlone(2);
  }

  /** Argo Rollouts 4128: the deadline never came where the new pods never came up at all. */
  @Test
  void theDeadlineComesThoughNoNewPodEverDid() {
    assertThat(releasingV2(TOO_LATE).traffic(SHARED_TRAFFIC))
        .goesTo(GoingBack.class)
        .because(Reason.NO_PROGRESS);
    assertThat(releasingV2(TOO_LATE).traffic(SHARED_TRAFFIC).newPods(Pods.of(2).wanted(1)))
        .goesTo(GoingBack.class)
        .because(Reason.NO_PROGRESS);
  }

  /** Argo Rollouts 2982: an abort of what was promoted already looped a thousand times a minute. */
  @ParameterizedTest
  @FieldSource("NOTHING_IN_FLIGHT")
  void nothingSpinsAtRest(Given given) {
    var decision = given.decide();

    Assertions.assertThat(decision.next()).isEqualTo(given.memory());
    Assertions.assertThat(decision.wake())
        .hasValueSatisfying(at -> Assertions.assertThat(at).isAfter(NOW.plusSeconds(1)));
  }

  /** Argo Rollouts 3412: an autoscaler that wrote while traffic was switched looped without end. */
  @Test
  void replicasThatChangeDuringThePromotionAreFollowedOnce() {
    var promoting = releasingV2(new Promoting(Reason.PROMOTED)).trafficTo(2).replicas(5);

    assertThat(promoting.newPods(Pods.of(2).ready(3))).does(new Scale(2, 5, "rv2"));
    assertThat(promoting.newPods(Pods.of(2).wanted(5).ready(3)))
        .leavesRevisionAlone(2)
        .leavesTrafficAlone();
  }

  /** Argo Rollouts 1466 and Flagger 1035: no data, as without traffic, was taken for a failure. */
  @ParameterizedTest
  @FieldSource("NO_DATA")
  void noDataIsNoFailure(Judgement says) {
    var baking = new Baking(NOW.plusSeconds(60), false);

    assertThat(
            releasingV2(baking)
                .trafficTo(2)
                .oldPods(Pods.of(1).wanted(0))
                .newPods(Pods.of(2).ready(3))
                .requests(says))
        .staysIn(Baking.class);
  }

  static final List<Judgement> NO_DATA =
      List.of(
          new Judgement.NotEnoughData("0 requests"),
          new Judgement.Blind("no answer"),
          new Judgement.NotAsked());

  /** Flagger 1152: after a failure the next, repaired version could not be released. */
  @Test
  void aRepairedVersionGoesOutAfterAFailure() {
    var failed = v1Serves().failedBefore("v2").lastEnded(Outcome.ROLLED_BACK, "v2");

    assertThat(failed.wanting("v3")).goesTo(Checking.class);
  }

  /** Flagger 1152, and Helm's pending releases: a frozen release blocked every later one. */
  @Test
  void aRepairedVersionGoesOutAfterOneWasHeld() {
    assertThat(v2Held().wanting("v3")).goesTo(Checking.class);
  }

  /** Argo Rollouts 4128 with a delay: pods that come and go moved the deadline for ever. */
  @Test
  void podsThatComeAndGoDoNotMoveTheDeadlineForEver() {
    var flapping =
        releasingV2(new RollingOut(NOW.minus(Duration.ofDays(1))))
            .traffic(SHARED_TRAFFIC)
            .newPods(Pods.of(2).wanted(1).newestReadyBefore(Duration.ofSeconds(1)));

    assertThat(flapping).goesTo(GoingBack.class).because(Reason.NO_PROGRESS);
  }
}
