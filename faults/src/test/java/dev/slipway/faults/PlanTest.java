package dev.slipway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void aPlanIsOneLineBelowItsStory() {
    var plan =
        new Plan(Scenario.GOOD_RELEASE, "PATCH services/shop revision=2 #1", Fault.KILL_AFTER, 7);

    assertThat(plan).hasToString("good-release; PATCH services/shop revision=2 #1; kill-after; 7");
    assertThat(Plan.parse("# What was wrong.\n" + plan + "\n")).isEqualTo(plan);
  }

  @Test
  void whatIsNoPlanIsNamed() {
    assertThatThrownBy(() -> Plan.parse("good-release; kill-after"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scenario; write; fault; seed");
  }
}
