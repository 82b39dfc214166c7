package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a cluster does to a release on an ordinary day: it finishes without a person. */
@ExtendWith(OnTheCluster.class)
class InterruptionScenario {
  @Test
  void theMigrationsPodIsEvictedAndTheReleaseEndsRight_D4(Released shop) {
    shop.serves("1");

    shop.apply("2", NextVersion::migratingSlowly);
    shop.pods().evict(shop.pods().running("migrate"));

    wentOut(shop, shop.rests());
  }

  @Test
  @Tag("prove")
  void theMigrationsPodIsLostWithItsNodeAndTheReleaseEndsRight_D4(Released shop) {
    shop.serves("1");

    shop.apply("2", NextVersion::migratingSlowly);
    shop.pods().kill(shop.pods().running("migrate"));

    wentOut(shop, shop.rests());
  }

  @Test
  @Tag("prove")
  void aRecordDeletedOnTheWayBackDoesNotStopIt_B1(Released shop) {
    shop.serves("1");

    shop.apply("2", text -> text.replace("version: \"2\"", "version: \"2.1\""));
    shop.waitFor("the way back", release -> "RollingBack".equals(release.getStatus().phase()));
    shop.removal().record(2);

    var back = shop.rests();
    assertThat(Objects.requireNonNull(back.serving()).version()).isEqualTo("1");
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "1");
    assertThat(shop.revision(2).wanted()).isZero();
  }

  @Test
  @Tag("prove")
  void replicasAskedForInTheMiddleOfARolloutHoldForTheVersionThatServesAfterwards(Released shop) {
    shop.serves("1");

    shop.apply("2", text -> text);
    shop.waitFor("pods change", release -> "RollingOut".equals(release.getStatus().phase()));
    shop.scale(3);

    var status = shop.rests();
    assertThat(Objects.requireNonNull(status.serving()).version()).isEqualTo("2");
    assertThat(shop.revision(2).wanted()).isEqualTo(3);
  }

  @Test
  void aReleaseDeletedInTheMiddleAndMadeAgainGoesOnWithItsDatabase_D4(Released shop) {
    shop.apply("1", text -> text);
    shop.waitFor("pods start", release -> "RollingOut".equals(release.getStatus().phase()));

    shop.removal().release();

    var status = shop.releases("2");
    assertThat(status.reason()).as(status.message()).isEqualTo("Ready");
    assertThat(Objects.requireNonNull(status.serving()).version()).isEqualTo("2");
    assertThat(Objects.requireNonNull(status.schema()).version()).isEqualTo("2");
  }

  private static void wentOut(Released shop, BackendReleaseStatus status) {
    assertThat(status.reason()).as(status.message()).isEqualTo("Ready");
    assertThat(Objects.requireNonNull(status.serving()).version()).isEqualTo("slow");
    assertThat(Objects.requireNonNull(status.schema()).version()).isEqualTo("4");
    assertThat(shop.pods().jobsOf("migrate"))
        .filteredOn(job -> job.startsWith("shop-2-"))
        .as("one try that was ended, and one that ended the work")
        .hasSize(2);
  }
}
