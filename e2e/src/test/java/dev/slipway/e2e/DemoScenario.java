package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The demo as a test, alone on the cluster: what a newcomer sees is what is proven. */
@Isolated
class DemoScenario {

  @Test
  void eachPromiseOfTheDemoIsKept() {
    assertThat(Demo.broken(OnTheCluster.SAMPLES)).isEmpty();
  }
}
