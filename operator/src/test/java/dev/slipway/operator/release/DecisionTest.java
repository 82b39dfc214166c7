package dev.slipway.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is given up for want of something, before which the API server is asked. */
class DecisionTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Phase ROLLING_OUT = new Phase.RollingOut(NOW);

  @ParameterizedTest
  @EnumSource(names = {"NO_PROGRESS", "HEALTH_FAILING"})
  void turningRoundForWhatWasNotSeenGivesUp(Reason why) {
    assertThat(to(back(why)).givesUp(ROLLING_OUT)).isTrue();
    assertThat(to(back(why)).givesUp(back(why))).as("already on its way back").isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR_RATE", "LATENCY", "PODS_CRASH", "SMOKE_FAILED", "ROLLBACK_REQUESTED"})
  void turningRoundForWhatWasSeenDoesNotAskFirst(Reason why) {
    assertThat(to(back(why)).givesUp(ROLLING_OUT)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED,true",
    "HELD,true",
    "SUCCEEDED,false",
    "ROLLED_BACK,false",
    "SUPERSEDED,false"
  })
  void anEndWithoutSuccessGivesUp(Outcome outcome, boolean givesUp) {
    var ending = new Ending(2, "v2", outcome, Reason.NO_PROGRESS, "", NOW);
    var decision = to(new Phase.Resting()).doing(new Action.CloseRecord(ending));

    assertThat(decision.givesUp(ROLLING_OUT)).isEqualTo(givesUp);
  }

  @Test
  void goingOnGivesNothingUp() {
    assertThat(to(ROLLING_OUT).doing(new Action.MarkRecord(2)).givesUp(ROLLING_OUT)).isFalse();
  }

  private static Phase back(Reason why) {
    return new Phase.GoingBack(why, "", NOW, NOW);
  }

  private static Decision to(Phase phase) {
    var memory =
        new Memory(phase, Optional.empty(), Optional.empty(), List.of(), 0, 0, Optional.empty());
    return Decision.of(memory, Reason.ROLLING_OUT, "");
  }
}
