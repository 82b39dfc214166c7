package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An ordinary day on a real node: drains, restarts, other controllers, other releases. */
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

    shop.deleteAlone();
    shop.until(A_FIGHT, "it goes on", () -> "Ready".equals(shop.statusOf("twin").reason()));
  }
}
