package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.VerdictRecord;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a number is believed, on a real cluster: the same image, made to misbehave by a plan. */
@ExtendWith(OnTheCluster.class)
class JudgingScenario {
  private static final int MOST_REQUESTS = 10;

  @Test
  void aDeadVersionGoesBackByItsFirstAnswers_B1(Released shop) {
    shop.serves("1");
    shop.users(20);

    var back = shop.releases("1", NextVersion.of(NextVersion.ALL_FAIL, text -> text));

    wentBack(back, "ErrorRate");
    assertThat(verdicts(shop))
        .filteredOn(verdict -> verdict.verdict().equals("Fail"))
        .isNotEmpty()
        .allSatisfy(verdict -> {
          assertThat(verdict.channel()).isEqualTo("requests");
          assertThat(verdict.limit()).isEqualTo("5 %");
          assertThat(verdict.samples()).isPositive();
        });
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "1");
  }

  @Test
  @Tag("prove")
  void aSlowVersionGoesBackByItsLatency_V3(Released shop) {
    shop.serves("1");
    shop.users(10);

    var back =
        shop.releases(
            "1",
            NextVersion.of(
                "{\"routes\":[{\"path\":\"/api/orders\",\"latencyMs\":1500}]}",
                text ->
                    text.replaceFirst("(?m)^( +)errorRate: .*$", "$0\n$1latency: {p99: 800ms}")));

    wentBack(back, "Latency");
    assertThat(verdicts(shop))
        .filteredOn(verdict -> verdict.verdict().equals("Fail"))
        .isNotEmpty()
        .allSatisfy(verdict -> assertThat(verdict.limit()).isEqualTo("1 % (p99)"));
  }

  @Test
  void oneErrorOfThreeRequestsIsNoReasonToGoBack_V3(Released shop) {
    shop.releases("1", text -> NextVersion.pods(1, text));

    shop.apply(
        "1",
        NextVersion.of(
            "{\"routes\":[{\"path\":\"/api/orders\",\"errorRate\":1,\"afterRequests\":2}]}",
            text -> NextVersion.baking("8s", NextVersion.pods(1, text))));
    shop.waitFor("the bake", release -> "Baking".equals(release.getStatus().phase()));
    // The old pod may still answer the first ones while it ends.
    var answers =
        Stream.generate(() -> shop.request("/api/orders"))
            .limit(MOST_REQUESTS)
            .takeWhile(answer -> answer == 200)
            .toList();
    assertThat(answers).as("good answers before the first error").hasSizeLessThan(MOST_REQUESTS);

    var status = shop.rests();
    assertThat(status.reason()).as(status.message()).isEqualTo("Ready");
    assertThat(Objects.requireNonNull(status.lastOutcome()).reason())
        .isEqualTo("PromotedOnHealthOnly");
  }

  @Test
  @Tag("prove")
  void bothVersionsSickIsHeldAndNotTakenBack_V3(Released shop) {
    var sick = "{\"routes\":[{\"path\":\"/api/orders\",\"errorRate\":0.3}]}";
    shop.releases("1", text -> NextVersion.misbehaving(sick, text));
    shop.users(20);

    var held =
        shop.releases(
            "1",
            NextVersion.of(
                sick,
                text ->
                    text.replaceAll("(?m)^  progressDeadline: .*$", "  progressDeadline: 45s")));

    assertThat(held.reason()).as(held.message()).isEqualTo("BothSick");
    shop.endsAs(ReleaseOutcome.SUCCEEDED, ReleaseOutcome.HELD);
    assertThat(shop.revision(1).wanted()).as("old pods stay").isPositive();
  }

  @Test
  @Tag("prove")
  void oneOldPodUnreadyDoesNotHoldUpTheWayBack_B1(Released shop) {
    var slowToStart = "{\"readyDelaySeconds\":25}";
    shop.releases("1", text -> NextVersion.misbehaving(slowToStart, NextVersion.pods(2, text)));
    shop.users(20);

    shop.apply("1", NextVersion.of(NextVersion.ALL_FAIL, text -> NextVersion.pods(2, text)));
    shop.waitFor("traffic is shared", _ -> !shop.traffic().containsKey("slipway.dev/revision"));
    shop.revision(1).loseOne();
    shop.waitFor("traffic is back", _ -> "1".equals(shop.traffic().get("slipway.dev/revision")));
    assertThat(shop.revision(1).ready()).as("ready old pods when traffic was back").isEqualTo(1);

    wentBack(shop.rests(), "ErrorRate");
  }

  private static void wentBack(BackendReleaseStatus status, String reason) {
    assertThat(Objects.requireNonNull(status.lastOutcome()).reason())
        .as(status.message())
        .isEqualTo(reason);
    assertThat(Objects.requireNonNull(status.serving()).number()).isEqualTo(1);
  }

  private static List<VerdictRecord> verdicts(Released shop) {
    return shop.records().stream()
        .filter(record -> record.getSpec().number() == 2)
        .flatMap(record -> record.getStatus().verdicts().stream())
        .toList();
  }
}
