package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Leaving Slipway without an outage, on a real cluster. */
@ExtendWith(OnTheCluster.class)
class DeletionScenario {
  @Test
  void withoutItsReleaseEverythingRunsOnAndTheRecordsStay(Released shop) {
    shop.serves("1");
    var users = shop.users(10);

    shop.deleteLeavingEverything();

    assertThat(shop.request("/api/")).isEqualTo(200);
    assertThat(shop.revision(1).wanted()).isPositive();
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "1");
    assertThat(shop.records())
        .singleElement()
        .satisfies(record -> assertThat(record.getMetadata().getOwnerReferences()).isEmpty());
    assertThat(users.report().bad()).as("failed requests").isEmpty();
  }
}
