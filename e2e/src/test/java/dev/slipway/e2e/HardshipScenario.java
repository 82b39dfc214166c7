package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.VerdictRecord;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What takes minutes to show itself: {@code make hardships}, a part of {@code make prove}. */
@Tag("prove")
@ExtendWith(OnTheCluster.class)
class HardshipScenario {
  private static final double HALF_OF_THE_ERRORS_TO_COME = 15;

  @Test
  void aSlowDriftGoesBackLongBeforeItsWorst_B1(Released shop) {
    shop.releases("1", text -> NextVersion.pods(1, text));
    shop.users(20);

    // The limit of 5 % is passed after 20 s of its growth, the worst comes after 120 s.
    shop.apply(
        "1",
        next(
            "{\"routes\":[{\"path\":\"/api/orders\",\"errorRate\":0.3,\"afterSeconds\":60,\"growSeconds\":120}]}",
            "4m"));
    var back = shop.rests();

    assertThat(Objects.requireNonNull(back.lastOutcome()).reason())
        .as(back.message())
        .isEqualTo("ErrorRate");
    assertThat(Objects.requireNonNull(back.serving()).number()).isEqualTo(1);
    assertThat(shop.records())
        .filteredOn(record -> record.getSpec().number() == 2)
        .flatExtracting(record -> record.getStatus().verdicts())
        .map(VerdictRecord.class::cast)
        .filteredOn(verdict -> verdict.verdict().equals("Fail"))
        .isNotEmpty()
        .allSatisfy(
            verdict -> assertThat(percent(verdict.value())).isLessThan(HALF_OF_THE_ERRORS_TO_COME));
  }

  @Test
  void aFailoverOfTheDatabaseIsNotTheNewVersionsFault_V3(Released shop) {
    shop.serves("1");
    shop.users(20);

    shop.apply("1", next("{}", "20s"));
    shop.waitFor("traffic is shared", _ -> !shop.traffic().containsKey("slipway.dev/revision"));
    shop.database().failOver();
    var status = shop.rests();

    assertThat(status.reason()).as(status.message()).isEqualTo("Ready");
    assertThat(Objects.requireNonNull(status.serving()).number()).isEqualTo(2);
  }

  @Test
  void aLeakUntilTheEndOfMemoryGoesBack_B1(Released shop) {
    shop.serves("1");
    shop.users(20);

    shop.apply("1", next("{\"leakKibibytes\":512}", "4m"));
    var back = shop.rests();

    assertThat(Objects.requireNonNull(back.lastOutcome()).reason())
        .as(back.message())
        .isIn("PodsCrash", "HealthFailing", "ErrorRate");
    assertThat(Objects.requireNonNull(back.serving()).number()).isEqualTo(1);
  }

  @Test
  void whatIsBadOnlyAfterAllPodsAreNewGoesBackFromTheBake_B1(Released shop) {
    shop.releases("1", text -> NextVersion.pods(1, text));
    shop.users(20);

    shop.apply(
        "1",
        NextVersion.of(
            "{\"routes\":[{\"path\":\"/api/orders\",\"errorRate\":0.5,\"afterSeconds\":75}]}",
            text -> NextVersion.baking("3m", NextVersion.pods(1, text))));
    shop.waitFor("the bake", release -> "Baking".equals(release.getStatus().phase()));
    var back = shop.rests();

    assertThat(Objects.requireNonNull(back.lastOutcome()).reason())
        .as(back.message())
        .isEqualTo("ErrorRate");
    assertThat(Objects.requireNonNull(back.serving()).number()).isEqualTo(1);
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "1");
    assertThat(shop.revision(2).wanted()).isZero();
  }

  @Test
  void metricsThatFallSilentForAWhileHoldTheBakeAndItGoesOnAfterwards_V3(Released shop) {
    shop.releases("1", text -> NextVersion.pods(1, text));
    shop.users(10);

    // The bake begins 3 to 50 s after its pod, so its end falls into the silence, which is over
    // before the end of the one extension.
    shop.apply(
        "1",
        NextVersion.of(
            "{\"routes\":[{\"path\":\"/metrics\",\"errorRate\":1,\"afterSeconds\":25,\"forSeconds\":80}]}",
            text -> NextVersion.baking("60s", NextVersion.pods(1, text))));
    shop.waitFor(
        "the metrics are silent",
        release ->
            String.valueOf(release.getStatus().message()).startsWith("no metrics from any pod"));
    var status = shop.rests();

    assertThat(status.reason()).as(status.message()).isEqualTo("Ready");
    assertThat(Objects.requireNonNull(status.serving()).number()).isEqualTo(2);
    assertThat(Objects.requireNonNull(status.lastOutcome()).reason()).isEqualTo("Promoted");
  }

  private static double percent(String value) {
    return Double.parseDouble(value.replaceAll("[^0-9.].*", ""));
  }

  private static UnaryOperator<String> next(String faults, String bake) {
    return NextVersion.of(faults, text -> NextVersion.baking(bake, text));
  }
}
