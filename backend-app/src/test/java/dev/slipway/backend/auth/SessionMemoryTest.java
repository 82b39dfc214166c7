package dev.slipway.backend.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionMemoryTest {

  private static final Instant ENDS = Instant.parse("2026-01-02T00:00:00Z");

  private final SessionMemory sessions =
      new SessionMemory(() -> Instant.parse("2026-01-01T00:00:00Z"));
  private final UUID family = UUID.randomUUID();
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();
  private final UUID third = UUID.randomUUID();

  @Test
  void takesEachTokenOnceAndClosesTheFamilyOfACopy() {
    sessions.open(family, first, ENDS);
    assertThat(sessions.rotate(family, first, second, ENDS)).isTrue();
    assertThat(sessions.rotate(family, first, third, ENDS)).isFalse();
    assertThat(sessions.rotate(family, second, third, ENDS)).isFalse();
  }

  @Test
  void takesAFamilyThatAnotherProcessOpened() {
    assertThat(sessions.rotate(family, first, second, ENDS)).isTrue();
    assertThat(sessions.rotate(family, first, third, ENDS)).isFalse();
  }

  @Test
  void takesNothingOfAClosedFamily() {
    sessions.open(family, first, ENDS);
    sessions.close(family, ENDS);
    assertThat(sessions.rotate(family, first, second, ENDS)).isFalse();
  }
}
