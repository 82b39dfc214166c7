package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods killed at random, alone and in crowds; the same storm as {@code make prove}, but short. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
record StormTest(int major) {

  @Test
  void whoeverIsKilledWheneverEveryFileTakesEffectOnce() throws Exception {
    Storm storm = new Storm(major, 20);

    storm.kill(6);

    assertThat(storm.kills()).isGreaterThanOrEqualTo(6);
  }
}
