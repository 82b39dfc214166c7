package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.plan;
import static dev.slipway.operator.release.Given.releasingV2;
import static dev.slipway.operator.release.Given.v2Held;

import dev.slipway.operator.release.Action.CopyConfiguration;
import dev.slipway.operator.release.Action.Deploy;
import dev.slipway.operator.release.Action.NarrowTraffic;
import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Action.ShareTraffic;
import dev.slipway.operator.release.Action.StartJob;
import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Promoting;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Smoking;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** All pods of the old version stay until the bake is over, so that going back is one write. */
class StandbyTest {
  private static final RollingOut ROLLING = new RollingOut(NOW.plusSeconds(300));
  private static final Smoking SMOKING = new Smoking(NOW.plusSeconds(300));
  private static final Baking BAKING = new Baking(NOW.plusSeconds(300), false);
  private static final Judgement FAIL = new Judgement.Fail("20 % of 400");

  @Test
  void newPodsComeAsManyAtATimeAsMayMoveAndNoOldOneGoes() {
    assertThat(standingBy(ROLLING)).doesJust(new CopyConfiguration(2), new Deploy(2, 1));
    assertThat(standingBy(ROLLING).traffic(SHARED_TRAFFIC).newPods(Pods.of(2).ready(1)))
        .doesJust(new Scale(2, 2, "rv2"));
    assertThat(
            standingBy(ROLLING)
                .plan(Plans.standby(Plans.rolling(plan("v2"), new Rolling(1, 1, Duration.ZERO)))))
        .does(new Deploy(2, 2));
  }

  @Test
  void oldPodsThatWentComeBack() {
    assertThat(
            standingBy(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1).ready(1))
                .newPods(Pods.of(2).wanted(2).ready(1)))
        .doesJust(new Scale(1, 3, "rv1"));
  }

  @Test
  void allTrafficLeavesThemOnceAllNewPodsAreReady() {
    var all = standingBy(ROLLING).traffic(SHARED_TRAFFIC).newPods(Pods.of(2).ready(3));
    assertThat(all).staysIn(RollingOut.class).doesJust(new NarrowTraffic(2, "svc"));
    assertThat(all.trafficTo(2)).goesTo(Smoking.class).doesJust(new StartJob(Step.SMOKE, 2, 4));
  }

  @Test
  void itDoesNotWhileTheNewOnesAreSuspectOrAPersonHasPausedIt() {
    var all = standingBy(ROLLING).traffic(SHARED_TRAFFIC).newPods(Pods.of(2).ready(3));
    assertThat(all.requests(new Judgement.Suspect("7 % of 30"))).doesNothing();
    assertThat(all.requests(new Judgement.NotAsked()).pausedAt(NOW)).doesNothing();
    assertThat(all.trafficTo(2)).staysIn(RollingOut.class).doesNothing();
  }

  @Test
  void itComesBackWhereANewPodIsLostBeforeTheRolloutIsOver() {
    assertThat(
            standingBy(ROLLING)
                .trafficTo(2)
                .newPods(Pods.of(2).wanted(3).ready(2).unreadyFor(Duration.ofSeconds(1))))
        .doesJust(new ShareTraffic("svc"));
  }

  @Test
  void goingBackIsOneWrite() {
    assertThat(
            standingBy(ROLLING).traffic(SHARED_TRAFFIC).newPods(Pods.of(2).ready(2)).requests(FAIL))
        .goesTo(GoingBack.class)
        .doesJust(new NarrowTraffic(1, "svc"));
    assertThat(allNew(SMOKING).requests(FAIL))
        .goesTo(GoingBack.class)
        .doesJust(new NarrowTraffic(1, "svc"));
    assertThat(allNew(BAKING).requests(FAIL))
        .goesTo(GoingBack.class)
        .doesJust(new NarrowTraffic(1, "svc"));
  }

  @Test
  void bothVersionsFollowReplicasAndOnlyTheNewOneHasTraffic() {
    assertThat(allNew(BAKING).replicas(5)).doesJust(new Scale(2, 5, "rv2"), new Scale(1, 5, "rv1"));
    assertThat(allNew(SMOKING).jobRuns().replicas(5))
        .doesJust(new Scale(2, 5, "rv2"), new Scale(1, 5, "rv1"));
    assertThat(allNew(BAKING).traffic(SHARED_TRAFFIC)).doesJust(new NarrowTraffic(2, "svc"));
  }

  @Test
  void promotionEndsIt() {
    assertThat(allNew(new Promoting(Reason.PROMOTED)))
        .ends(Outcome.SUCCEEDED)
        .serving("v2")
        .doesNothing();
  }

  @Test
  void whoCarriesTheTrafficOfAHeldReleaseFollowsReplicas() {
    assertThat(v2Held().trafficTo(2).newPods(Pods.of(2).ready(3)).replicas(5))
        .doesJust(new Scale(2, 5, "rv2"));
  }

  @Test
  void aFirstVersionHasNobodyToStandBy() {
    assertThat(firstInstall(ROLLING).plan(Plans.standby(plan("v2")))).does(new Deploy(2, 3));
  }

  @Test
  void whereNoPodsAreWantedNobodyStandsBy() {
    var none = standingBy(ROLLING).traffic(SHARED_TRAFFIC).replicas(0).newPods(Pods.of(2));
    assertThat(none.oldPods(Pods.of(1))).goesTo(Baking.class);
  }

  private static Given standingBy(Phase phase) {
    return releasingV2(phase).plan(Plans.standby(plan("v2")));
  }

  private static Given allNew(Phase phase) {
    return standingBy(phase).trafficTo(2).newPods(Pods.of(2).ready(3));
  }
}
