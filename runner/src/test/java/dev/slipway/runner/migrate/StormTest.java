package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.SideBySide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods killed at random, alone and in crowds; the same storm as {@code make prove}, but short. */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#some")
record StormTest(Ground ground) {

  @Test
  void whoeverIsKilledWheneverEveryFileTakesEffectOnce() throws Exception {
    Storm storm = new Storm(ground, 20);

    storm.kill(6);

    assertThat(storm.kills()).isGreaterThanOrEqualTo(6);
  }
}
