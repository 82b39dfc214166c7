package dev.slipway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom callers reach, and when they reach nobody. */
class TrafficTest {
  private static final Duration LONG = Duration.ofSeconds(2);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private Optional<Service> service = Optional.of(selecting(1));
  private List<Pod> pods = List.of(ready(1));
  private long nanos;
  private final Traffic traffic = new Traffic(() -> service, () -> pods, Set.of(1), () -> nanos);

  @Test
  void whoeverMustNotServeIsNamed() {
    pods = List.of(ready(1), ready(2));
    service = Optional.of(selecting(2));
    traffic.look();

    assertThat(traffic.faults())
        .containsExactly("the Service reaches revision 2, which must not serve");
  }

  @Test
  void nobodyIsReachedBeforeTheFirstPodIsReady() {
    pods = List.of();
    traffic.look();
    passes(LONG);

    assertThat(traffic.faults()).isEmpty();
  }

  @Test
  void aServiceWhoseLastPodIsGoneRefuses() {
    traffic.look();
    pods = List.of();
    traffic.look();
    passes(LONG);

    assertThat(traffic.faults()).singleElement().asString().contains("0 other pods are ready");
  }

  @Test
  void aServiceOnPodsThatAreNotThereRefuses() {
    traffic.look();
    service = Optional.of(selecting(2));
    traffic.look();
    passes(LONG);
    service = Optional.of(selecting(1));
    traffic.look();

    assertThat(traffic.faults()).singleElement().asString().contains("1 other pods are ready");
  }

  @Test
  void aServiceThatIsGoneRefuses() {
    traffic.look();
    service = Optional.empty();
    traffic.look();
    passes(LONG);

    assertThat(traffic.faults()).singleElement().asString().contains("there is no Service");
  }

  /** Pods and Services come by two watches. */
  @Test
  void whatTheOtherWatchPutsRightInAMomentIsNothing() {
    traffic.look();
    service = Optional.of(selecting(2));
    traffic.look();
    passes(SHORT);
    service = Optional.of(selecting(1));
    traffic.look();
    passes(LONG);

    assertThat(traffic.faults()).isEmpty();
  }

  @Test
  void afterTheDeletionNobodyNeedsToBeReached() {
    traffic.look();
    traffic.over();
    service = Optional.empty();
    traffic.look();
    passes(LONG);

    assertThat(traffic.faults()).isEmpty();
  }

  private void passes(Duration time) {
    nanos += time.toNanos();
  }

  private static Service selecting(int revision) {
    return new ServiceBuilder()
        .withNewSpec()
        .addToSelector(Slipway.REVISION_LABEL, Integer.toString(revision))
        .endSpec()
        .build();
  }

  private static Pod ready(int revision) {
    return new PodBuilder()
        .withNewMetadata()
        .addToLabels(Slipway.BACKEND_LABEL, "shop")
        .addToLabels(Slipway.REVISION_LABEL, Integer.toString(revision))
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }
}
