package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.releasingV2;
import static dev.slipway.operator.release.Given.v2Held;

import dev.slipway.operator.release.Action.Scale;
import dev.slipway.operator.release.Action.ShareTraffic;
import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.RollingOut;
import org.junit.jupiter.api.Test;

/** A held release stays as it is, and a new plan gets out of it without an outage. */
class HeldTest {
  private static final RollingOut ROLLING = new RollingOut(NOW.plusSeconds(300));

  @Test
  void nothingIsTouched() {
    assertThat(
            v2Held()
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1).ready(3))
                .newPods(Pods.of(2).ready(1))
                .leftOver(Pods.of(2).ready(1)))
        .rests()
        .because(Reason.ERROR_RATE)
        .doesNothing();
    assertThat(v2Held().traffic(new Traffic.Missing())).doesNothing();
    assertThat(v2Held().oldDeploymentGone()).doesNothing();
  }

  @Test
  void whoeverCarriesTheTrafficFollowsReplicas() {
    assertThat(v2Held().replicas(5)).doesJust(new Scale(1, 5, "rv1"));
    assertThat(v2Held().replicas(5).oldPods(Pods.of(1)).newPods(Pods.of(2).ready(3)))
        .doesJust(new Scale(2, 5, "rv2"));
    assertThat(v2Held().replicas(5).oldPods(Pods.of(1).wanted(3)).newPods(Pods.of(2).ready(3)))
        .doesJust(new Scale(2, 5, "rv2"));
  }

  @Test
  void theSamePlanStaysHeldAndAnyOtherGetsOut() {
    assertThat(v2Held().wanting("v2")).rests().because(Reason.ERROR_RATE);
    assertThat(v2Held().wanting("v3")).goesTo(Checking.class);
    assertThat(v2Held().wanting("v1")).goesTo(Checking.class);
  }

  @Test
  void aRolloutAfterwardsKeepsTheHeldPodsThatTheOldVersionCannotStandInFor() {
    var fixing =
        releasingV2(ROLLING)
            .trafficTo(7)
            .oldPods(Pods.of(1).wanted(3))
            .newPods(Pods.of(2).wanted(1))
            .leftOver(Pods.of(7).ready(3));
    assertThat(fixing).doesJust(new ShareTraffic("svc"), new Scale(1, 0, "rv1"));
    fixing.oldPods(Pods.of(1)).traffic(SHARED_TRAFFIC);
    assertThat(fixing).doesNothing();
    assertThat(fixing.newPods(Pods.of(2).ready(1))).doesJust(new Scale(7, 2, "rv7"));
    assertThat(fixing.leftOver(Pods.of(7).ready(2))).doesJust(new Scale(2, 2, "rv2"));
    assertThat(fixing.newPods(Pods.of(2).ready(3))).doesJust(new Scale(7, 0, "rv7"));
  }

  @Test
  void theHeldPodsGoFirstWhereTheOldVersionIsWell() {
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .newPods(Pods.of(2).wanted(1))
                .leftOver(Pods.of(7).ready(3)))
        .doesJust(new Scale(7, 0, "rv7"));
  }

  @Test
  void aRolloutDoesNotEndWhileHeldPodsAreLeft() {
    assertThat(
            releasingV2(ROLLING)
                .traffic(SHARED_TRAFFIC)
                .oldPods(Pods.of(1))
                .newPods(Pods.of(2).ready(3))
                .leftOver(Pods.of(7).ready(1)))
        .staysIn(RollingOut.class)
        .doesJust(new Scale(7, 0, "rv7"));
  }

  @Test
  void aSecondFirstInstallTakesOverFromTheFailedOnePodByPod() {
    var again =
        firstInstall(ROLLING)
            .trafficTo(1)
            .newPods(Pods.of(2).wanted(1))
            .leftOver(Pods.of(1).ready(3));
    assertThat(again).doesJust(new ShareTraffic("svc"));
    assertThat(again.traffic(SHARED_TRAFFIC).leftOver(Pods.of(1).wanted(3)))
        .doesJust(new Scale(1, 0, "rv1"));
  }
}
