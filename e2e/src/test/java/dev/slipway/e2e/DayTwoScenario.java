package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An ordinary day on a real node: autoscalers, drains, restarts, rivals, other releases. */
@Tag("prove")
@ExtendWith(OnTheCluster.class)
class DayTwoScenario {
  private static final Duration A_FIGHT = Duration.ofMinutes(6);

  @Test
  void aRestartByHandUnderLoadFailsNoRequestAndIsNotTakenBack(Released shop) {
    shop.serves("1");
    var users = shop.users(10);

    var before = shop.revision(1).names();
    shop.revision(1).restart();
    shop.until(
        A_FIGHT, "all pods are new", () -> Collections.disjoint(before, shop.revision(1).names()));

    assertThat(shop.status().reason()).isEqualTo("Ready");
    assertThat(shop.records()).hasSize(1);
    assertThat(users.report().bad()).as("failed requests").isEmpty();
  }

  @Test
  void podsThatADrainEvictsInTheMiddleOfARolloutAreNoFaultOfIt(Released shop) {
    shop.serves("1");
    shop.apply("2", text -> text);
    shop.waitFor("pods of both", _ -> shop.revision(2).ready() > 0);

    shop.revision(1).evictOne();
    shop.revision(2).evictOne();
    var status = shop.rests();

    assertThat(status.reason()).as(status.message()).isEqualTo("Ready");
    assertThat(Objects.requireNonNull(status.serving()).number()).isEqualTo(2);
    assertThat(shop.records()).hasSize(2);
  }

  @Test
  void anAutoscalerIsFollowedInTheMiddleOfARolloutAndInTheBake(Released shop) {
    shop.releases("1", text -> NextVersion.pods(2, text));
    var users = shop.users(10);
    shop.autoscaler().keepsWithin(3, 3);
    shop.until(A_FIGHT, "it is at its least", () -> shop.revision(1).ready() == 3);

    shop.apply(
        "1",
        NextVersion.of(
            "{}",
            text ->
                NextVersion.baking(
                    "1m", NextVersion.pausing("20s", NextVersion.sizedByOthers(text)))));
    assertThat(shop.specAsStored()).as("a file without replicas").containsEntry("replicas", 3);
    shop.waitFor("pods of both", _ -> shop.revision(2).ready() > 0);
    shop.autoscaler().keepsWithin(4, 4);
    shop.waitFor(
        "more pods in the middle of the rollout",
        release ->
            "RollingOut".equals(release.getStatus().phase())
                && shop.revision(1).wanted() > 0
                && shop.revision(1).wanted() + shop.revision(2).wanted() >= 4);
    shop.waitFor("the bake", release -> "Baking".equals(release.getStatus().phase()));
    shop.autoscaler().keepsWithin(1, 2);
    shop.waitFor(
        "fewer pods in the bake",
        release -> "Baking".equals(release.getStatus().phase()) && shop.revision(2).wanted() == 2);
    var status = shop.rests();

    assertThat(status.reason()).as(status.message()).isEqualTo("Ready");
    assertThat(Objects.requireNonNull(status.serving()).number()).isEqualTo(2);
    assertThat(shop.revision(1).wanted()).isZero();
    assertThat(shop.records()).hasSize(2);
    assertThat(users.report().bad()).as("failed requests").isEmpty();
  }

  @Test
  void anAutoscalerIsFollowedOnTheWayBack(Released shop) {
    var slowToStart = "{\"readyDelaySeconds\":45}";
    shop.releases("1", text -> NextVersion.misbehaving(slowToStart, NextVersion.pods(1, text)));
    shop.users(20);

    shop.apply(
        "1",
        NextVersion.of(
            "{\"routes\":[{\"path\":\"/api/orders\",\"errorRate\":1,\"afterSeconds\":60}]}",
            text -> NextVersion.baking("4m", NextVersion.pods(1, text))));
    shop.waitFor("the way back", release -> "RollingBack".equals(release.getStatus().phase()));
    shop.autoscaler().keepsWithin(3, 4);
    shop.waitFor(
        "more old pods on the way back",
        release ->
            "RollingBack".equals(release.getStatus().phase()) && shop.revision(1).wanted() == 3);
    var back = shop.rests();

    assertThat(Objects.requireNonNull(back.lastOutcome()).reason())
        .as(back.message())
        .isEqualTo("ErrorRate");
    assertThat(Objects.requireNonNull(back.serving()).number()).isEqualTo(1);
    assertThat(shop.revision(2).wanted()).isZero();
    shop.until(A_FIGHT, "all of them are ready", () -> shop.revision(1).ready() == 3);
  }

  @Test
  void anAutoscalerIsFollowedWhileTheReleaseIsHeld(Released shop) {
    shop.releases("1", text -> NextVersion.pods(2, text));
    shop.users(20);

    var held =
        shop.releases(
            "1",
            NextVersion.of(
                NextVersion.ALL_FAIL,
                text -> NextVersion.heldWhereItFails(NextVersion.pods(2, text))));
    assertThat(held.reason()).as(held.message()).isEqualTo("RollbackDisabled");
    shop.autoscaler().keepsWithin(4, 4);
    shop.until(A_FIGHT, "more of the old pods", () -> shop.revision(1).ready() == 4);
    shop.autoscaler().keepsWithin(1, 1);
    shop.until(A_FIGHT, "fewer of the old pods", () -> shop.revision(1).wanted() == 1);

    assertThat(shop.status().reason()).isEqualTo("RollbackDisabled");
    assertThat(shop.records()).hasSize(2);
  }

  @Test
  void aManagerThatFightsIsNamedAndWhatItWroteIsPutRightAfterwards(Released shop) {
    shop.serves("1");
    var pods = shop.revision(1);

    shop.until(
        A_FIGHT,
        "the fight is told",
        () -> {
          if (!pods.variable("VERSION").equals("fought")) {
            pods.writes("stubborn", "VERSION", "fought");
          }
          return shop.status().message().contains("stubborn keeps changing spec.template");
        });
    shop.until(
        A_FIGHT,
        "it is put right",
        () ->
            pods.variable("VERSION").equals("1") && !shop.status().message().contains("stubborn"));

    assertThat(shop.records()).hasSize(1);
    assertThat(shop.request("/api/")).isEqualTo(200);
  }

  @Test
  void theSecondReleaseOfAHistoryWaitsForTheFirstAndGoesOnWithoutIt(Released shop) {
    shop.serves("1");
    shop.applyAs("twin", "1");
    shop.until(
        A_FIGHT,
        "the second waits",
        () -> "WaitsForRelease".equals(shop.statusOf("twin").reason()));
    assertThat(shop.statusOf("twin").message()).contains("the release shop");

    shop.removal().releaseAlone();
    shop.until(A_FIGHT, "it goes on", () -> "Ready".equals(shop.statusOf("twin").reason()));
  }
}
