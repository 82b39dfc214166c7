package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The how-to docs/how-to/adopt.md on a real node: what runs already is moved over under load. */
@Tag("prove")
@ExtendWith(OnTheCluster.class)
class AdoptionScenario {
  private static final Map<String, String> AS_FOUND = Map.of("app", "shop");
  private static final Duration A_WHILE = Duration.ofMinutes(2);

  @Test
  void aDeploymentIsMovedOverUnderLoadAndBackWithoutAFailedRequest(Released shop) {
    var existing = runsWithoutARelease(shop);
    var ports = existing.ports();
    var users = shop.users(10);

    existing.movesOver(text -> text);
    var over = shop.rests();

    assertThat(over.reason()).as(over.message()).isEqualTo("Ready");
    assertThat(Objects.requireNonNull(over.serving()).number()).isEqualTo(1);
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "1");
    assertThat(existing.pods().wanted()).isZero();
    assertThat(existing.ports()).isEqualTo(ports);
    assertThat(users.report().bad()).as("failed requests on the way over").isEmpty();

    shop.ask("rollback 1 to=0 out");
    shop.until(A_WHILE, "what ran before serves again", () -> AS_FOUND.equals(shop.traffic()));
    var back = shop.rests();
    assertThat(Objects.requireNonNull(back.serving()).number()).as(back.message()).isZero();
    shop.removal().releaseAlone();
    shop.until(A_WHILE, "its pods are gone", () -> shop.revision(1).wanted() < 0);

    assertThat(existing.pods().ready()).isEqualTo(3);
    assertThat(shop.request("/api/orders")).isEqualTo(200);
    assertThat(users.report().bad()).as("failed requests in all").isEmpty();
  }

  @Test
  void aBadVersionGoesBackToWhatRanBeforeByItself_B1(Released shop) {
    var existing = runsWithoutARelease(shop);
    shop.users(20);

    existing.movesOver(text -> NextVersion.misbehaving(NextVersion.ALL_FAIL, text));
    var back = shop.rests();

    assertThat(Objects.requireNonNull(back.lastOutcome()).reason())
        .as(back.message())
        .isEqualTo("ErrorRate");
    assertThat(Objects.requireNonNull(back.serving()).number()).isZero();
    assertThat(shop.traffic()).isEqualTo(AS_FOUND);
    assertThat(existing.pods().wanted()).isEqualTo(3);
    assertThat(shop.revision(1).wanted()).isZero();

    existing.movesOver(text -> text);
    var fixed = shop.rests();
    assertThat(fixed.reason()).as(fixed.message()).isEqualTo("Ready");
    assertThat(Objects.requireNonNull(fixed.serving()).number()).isEqualTo(2);
  }

  /** A release makes the schema of version 1 and goes; what then runs nobody has released. */
  private static ExistingShop runsWithoutARelease(Released shop) {
    shop.serves("1");
    shop.removal().release();
    var existing = shop.existing();
    existing.starts();
    return existing;
  }
}
