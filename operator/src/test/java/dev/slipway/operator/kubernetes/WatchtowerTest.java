package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class WatchtowerTest {
  @Test
  void whatFailedIsTriedAgainForEverWithACappedPause() {
    var retries = Watchtower.retries().initExecution();
    var pauses = new ArrayList<Long>();

    for (int attempt = 0; attempt < 1_000; attempt++) {
      pauses.add(retries.nextDelay().orElseThrow());
      assertThat(retries.isLastAttempt()).isFalse();
    }

    assertThat(pauses).startsWith(1_000L, 1_000L, 2_000L, 4_000L, 8_000L).isSorted();
    assertThat(pauses.getLast()).isEqualTo(60_000L);
  }
}
