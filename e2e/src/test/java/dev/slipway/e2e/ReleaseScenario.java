package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users rely on, on a real cluster, beside what the demo shows. */
@ExtendWith(OnTheCluster.class)
class ReleaseScenario {
  @Test
  void aFirstVersionThatNeverGetsReadySaysSoAndAFixedOneGoesOut_B2(Released shop) {
    var failed =
        shop.releases(
            "1",
            text ->
                withFault(text, "FAULT_READY_FAIL", "true")
                    .replaceAll("(?m)^  progressDeadline: .*$", "  progressDeadline: 15s"));
    assertThat(failed.reason()).isEqualTo("NoProgress");
    assertThat(failed.message()).contains("nothing to go back to");
    assertThat(shop.revision(1).wanted()).isPositive();

    var fixed = shop.releases("1");
    assertThat(Objects.requireNonNull(fixed.serving()).version()).isEqualTo("1");
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "2");
  }

  @Test
  void podsThatNeverGetReadyNeverGetTrafficAndTheOldVersionStays_D9(Released shop) {
    shop.serves("1");

    var back =
        shop.releases(
            "2",
            text ->
                withFault(text, "FAULT_READY_FAIL", "true")
                    .replaceAll("(?m)^  progressDeadline: .*$", "  progressDeadline: 15s"));

    assertThat(Objects.requireNonNull(back.lastOutcome()).reason()).isEqualTo("NoProgress");
    assertThat(Objects.requireNonNull(back.serving()).version()).isEqualTo("1");
    assertThat(back.message()).contains("schema is ahead");
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "1");
    assertThat(shop.revision(2).wanted()).isZero();
  }

  @Test
  void aVersionThatAnswersAsAnotherFailsItsSmokeTestAndGoesBack_V1(Released shop) {
    shop.serves("1");

    var back = shop.releases("2", text -> text.replace("version: \"2\"", "version: \"2.1\""));

    assertThat(Objects.requireNonNull(back.lastOutcome()).reason()).isEqualTo("SmokeFailed");
    assertThat(Objects.requireNonNull(back.serving()).version()).isEqualTo("1");
  }

  @Test
  @Tag("prove")
  void statusIsLostInTheMiddleAndTheReleaseStillEndsRight_D4(Released shop) {
    shop.serves("1");
    for (var phase : new String[] {"Checking", "Migrating", "RollingOut", "Baking"}) {
      var version = "Checking".equals(phase) ? "2" : "2-" + phase;
      shop.apply(
          "2",
          text ->
              text.replace("version: \"2\"", "version: \"" + version + "\"")
                  .replace("value: \"2\"", "value: \"" + version + "\""));
      if (!phase.equals("Migrating")) {
        shop.waitFor(phase, release -> phase.equals(release.getStatus().phase()));
      }
      shop.loseStatus();
      var status = shop.rests();
      assertThat(Objects.requireNonNull(status.serving()).version()).as(phase).isEqualTo(version);
    }
  }

  @Test
  void replicasActAtOnceOnWhatServes(Released shop) {
    shop.serves("1");

    shop.scale(1);
    shop.waitFor("one pod", release -> shop.revision(1).wanted() == 1);
    var status = shop.rests();
    assertThat(Objects.requireNonNull(status.serving()).number()).isEqualTo(1);
    assertThat(shop.records()).hasSize(1);
  }

  private static String withFault(String release, String name, String value) {
    return release.replaceFirst(
        "(?m)^( +)env: *$", "$1env:\n$1  - {name: " + name + ", value: \"" + value + "\"}");
  }
}
