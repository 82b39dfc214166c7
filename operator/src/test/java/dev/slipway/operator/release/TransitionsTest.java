package dev.slipway.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order in which an attempt goes through its phases. */
class TransitionsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final Map<Class<? extends Phase>, Phase> ALL =
      Stream.concat(Stream.of(new Phase.Resting()), Phases.working(NOW).stream())
          .collect(Collectors.toMap(Phase::getClass, Function.identity()));

  @Test
  void underOneNumberNoMoveOfAnAttemptLeadsBack() {
    assertThat(ALL).containsOnlyKeys(Transitions.LEGAL.keySet());
    Transitions.LEGAL.forEach((from, moves) -> {
      if (from != Phase.Resting.class) {
        assertThat(moves)
            .filteredOn(to -> from != Phase.Migrating.class || to != Phase.Inspecting.class)
            .as("moves from %s", from.getSimpleName())
            .allSatisfy(to -> assertThat(reached(to)).isGreaterThan(reached(from)));
      }
    });
  }

  @Test
  void aMigrationThatIsTriedAgainLaterIsFurtherThanTheTryBefore() {
    var waits = new Phase.Migrating(1, false, NOW);

    assertThat(in(new Phase.Migrating(1, true, NOW), 4).isBehind(4, Optional.of(waits))).isTrue();
    assertThat(in(new Phase.Inspecting(1), 4).isBehind(4, Optional.of(waits))).isTrue();
    assertThat(in(new Phase.Settling(NOW, NOW, false, ""), 4).isBehind(4, Optional.of(waits)))
        .isFalse();
  }

  @Test
  void whatIsDecidedOnAnOlderPhaseIsBehindWhatWasToldOfALaterOne() {
    var memory = in(new Phase.Migrating(1, true, NOW), 4);

    assertThat(memory.isBehind(4, Optional.of(new Phase.RollingOut(NOW)))).isTrue();
    assertThat(memory.isBehind(4, Optional.of(memory.phase()))).isFalse();
    assertThat(memory.isBehind(4, Optional.of(new Phase.Checking(NOW)))).isFalse();
    assertThat(memory.isBehind(4, Optional.empty())).isFalse();
  }

  @Test
  void aHigherNumberIsLaterInWhateverPhase() {
    var memory = in(new Phase.RollingOut(NOW), 4);

    assertThat(memory.isBehind(5, Optional.of(new Phase.Migrating(2, true, NOW)))).isTrue();
    assertThat(memory.isBehind(3, Optional.of(new Phase.Baking(NOW, false)))).isFalse();
  }

  private static int reached(Class<? extends Phase> phase) {
    return Transitions.reached(ALL.get(phase));
  }

  private static Memory in(Phase phase, long seq) {
    return new Memory(
        phase, Optional.empty(), Optional.empty(), List.of(), seq, 0, Optional.empty());
  }
}
