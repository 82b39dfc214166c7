package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Releases that wait for people and for the clock, on a real cluster. */
@ExtendWith(OnTheCluster.class)
class GatesScenario {
  @Test
  void aReleaseWaitsUntilSomebodyAgreesAndNobodyDoesInAnothersName_P6(Released shop) {
    shop.serves("1");
    shop.apply("2", text -> text.replaceFirst("(?m)^spec:$", "spec:\n  gates: {approvals: {}}"));
    shop.waitFor("the gate", release -> "WaitsForGate".equals(release.getStatus().reason()));
    assertThat(shop.revision(2).wanted()).isNegative();

    assertThatThrownBy(() -> shop.decisions().approveAs("somebody-else", "forged", 2))
        .hasMessageContaining("write your own name");
    shop.decisions().approve("agreed", 2);
    var status = shop.rests();

    assertThat(Objects.requireNonNull(status.serving()).number()).isEqualTo(2);
    assertThat(shop.records())
        .filteredOn(record -> record.getSpec().number() == 2)
        .singleElement()
        .satisfies(record ->
            assertThat(record.getStatus().requests())
                .extracting(request -> request.requestedBy())
                .containsExactly(shop.decisions().me()));
  }

  @Test
  @Tag("prove")
  void aFrozenReleaseGivesWayToANewerSpecWithoutTheFreeze_P6(Released shop) {
    shop.serves("1");
    var frozen = "spec:\n  gates: {freezes: [{from: 2020-01-01T00:00, until: 2099-01-01T00:00}]}";
    shop.apply("2", text -> text.replaceFirst("(?m)^spec:$", frozen));
    shop.waitFor("the freeze", release -> "WaitsForGate".equals(release.getStatus().reason()));
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "1");

    shop.serves("3");
    assertThat(shop.revision(2).wanted()).isNegative();
  }
}
