package dev.slipway.operator.kubernetes.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.v1alpha1.PhaseStatus;
import dev.slipway.operator.release.Growth;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Relogin;
import dev.slipway.operator.release.Retries;
import dev.slipway.operator.release.Transitions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PhaseCodecTest {
  private static final Instant AT = Instant.parse("2026-01-01T10:00:00.123456789Z");

  static Stream<Phase> everyPhase() {
    return Stream.of(
        new Phase.Resting(),
        new Phase.Checking(AT),
        new Phase.Migrating(3, true, AT),
        new Phase.Inspecting(2),
        new Phase.Settling(AT, AT.plusSeconds(1), true, "a \"story\""),
        new Phase.RollingOut(AT),
        new Phase.Checking(AT, new Retries(2, AT.plusSeconds(5))),
        new Phase.Smoking(AT),
        new Phase.Smoking(AT, new Retries(1, AT), Optional.of(new Growth(2, AT))),
        new Phase.Baking(
            AT, false, Optional.of(new Growth(0, AT)), Optional.of(new Relogin(AT, 1))),
        new Phase.SmokingBack(Reason.ERROR_RATE, "story", AT, new Retries(1, AT)),
        new Phase.Baking(AT, true),
        new Phase.Promoting(Reason.PROMOTED_ON_HEALTH_ONLY),
        new Phase.GoingBack(Reason.PODS_CRASH, "story", AT, AT.plusSeconds(3)),
        new Phase.SmokingBack(Reason.ERROR_RATE, "story", AT));
  }

  @ParameterizedTest
  @MethodSource("everyPhase")
  void aPhaseIsReadAsItWasWritten(Phase phase) {
    assertThat(PhaseCodec.read(PhaseCodec.write(phase))).isEqualTo(phase);
  }

  @Test
  void noPhaseIsForgotten() {
    assertThat(everyPhase().map(Phase::getClass).collect(Collectors.toSet()))
        .isEqualTo(Transitions.LEGAL.keySet());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void aReasonIsReadAsItWasWritten(Reason reason) {
    assertThat(Reasons.read(reason.camel())).isEqualTo(reason);
  }

  @Test
  void whatALaterVersionWroteIsNotGuessed() {
    assertThatThrownBy(() -> PhaseCodec.read(new PhaseStatus("Rehearsing", Map.of())))
        .isInstanceOf(UnknownWriting.class)
        .hasMessageContaining("Rehearsing");
    assertThatThrownBy(() -> PhaseCodec.read(new PhaseStatus("Baking", Map.of("until", "soon"))))
        .isInstanceOf(UnknownWriting.class);
    assertThatThrownBy(() -> PhaseCodec.read(new PhaseStatus("Inspecting", Map.of("tries", "x"))))
        .isInstanceOf(UnknownWriting.class);
  }
}
