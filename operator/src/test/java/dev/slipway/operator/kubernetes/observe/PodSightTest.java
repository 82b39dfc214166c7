package dev.slipway.operator.kubernetes.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

/** Only a pod that has never started a container has surely done nothing. */
class PodSightTest {
  private static final ContainerState WAITS =
      new ContainerStateBuilder()
          .withNewWaiting()
          .withReason("ImagePullBackOff")
          .endWaiting()
          .build();
  private static final ContainerState ENDED =
      new ContainerStateBuilder().withNewTerminated().withExitCode(0).endTerminated().build();
  private static final ContainerState RUNS =
      new ContainerStateBuilder().withNewRunning().endRunning().build();

  @Test
  void aPodThatWaitsForItsImageOrItsNodeHasNotStarted() {
    assertThat(new PodSight(new PodBuilder().withNewMetadata().endMetadata().build()).started())
        .isFalse();
    assertThat(sight(status(WAITS, 0), status(WAITS, 0)).started()).isFalse();
  }

  @Test
  void aPreparingContainerCountsToo() {
    assertThat(sight(status(RUNS, 0), status(WAITS, 0)).started()).isTrue();
    assertThat(sight(status(ENDED, 0), status(WAITS, 0)).started()).isTrue();
  }

  @Test
  void whatRanOnceHasStartedAlthoughItWaitsNow() {
    assertThat(sight(status(WAITS, 1), status(WAITS, 0)).started()).isTrue();
    var ran = new ContainerStatusBuilder(status(WAITS, 0)).withLastState(ENDED).build();
    assertThat(sight(status(WAITS, 0), ran).started()).isTrue();
  }

  private static ContainerStatus status(ContainerState state, int restarts) {
    return new ContainerStatusBuilder().withState(state).withRestartCount(restarts).build();
  }

  private static PodSight sight(ContainerStatus preparing, ContainerStatus runner) {
    return new PodSight(
        new PodBuilder()
            .withNewMetadata()
            .endMetadata()
            .withNewStatus()
            .withInitContainerStatuses(preparing)
            .withContainerStatuses(runner)
            .endStatus()
            .build());
  }
}
