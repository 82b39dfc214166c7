package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What went wrong in other release tools between their decisions and the cluster. */
@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class BugsOfOthersOnAClusterTest {
  KubernetesClient client;
  private World world;

  @BeforeEach
  void versionOneServes() {
    world = new World(client);
    world.apply(Shop.version("1"));
    world.settle();
  }

  /** Argo Rollouts 3412: an autoscaler that wrote at the wrong moment made an endless loop. */
  @Test
  void anAutoscalerThatWritesInEveryPhaseHoldsNothingUp() {
    var phases = new HashSet<String>();
    var replicas = new AtomicInteger(2);
    world.apply(Shop.version("2"));

    world.settle(turn -> {
      if (phases.add(world.status().phase())) {
        world.scale(replicas.incrementAndGet());
      }
    });

    assertThat(phases).hasSizeGreaterThan(5);
    assertThat(serving()).isEqualTo("2");
    assertThat(world.deployment(2).getSpec().getReplicas()).isEqualTo(replicas.get());
    assertThat(world.deployment(1).getSpec().getReplicas()).isZero();
  }

  /** Argo Rollouts 2109: what was healthy again was called degraded for ever. */
  @Test
  void goingBackInGitIsReadyInEveryReadersEyes() {
    world.cluster.crashes("2");
    world.apply(Shop.version("2"));
    world.settle();
    assertThat(conditions()).contains("Stalled=True", "Ready=False");

    world.apply(Shop.version("1"));
    world.settle();

    assertThat(conditions()).containsExactly("Ready=True");
  }

  /** Flagger 1663: nobody was told of failures before or after the analysis. */
  @ParameterizedTest
  @CsvSource({
    "check, Refused, CheckRefused",
    "migrate, Failed, MigrationFailed",
    "smoke, SmokeFailed, SmokeFailed"
  })
  void everyKindOfFailureIsAWarning(String step, String verdict, String reason) {
    world.cluster.answers(step, "{\"verdict\":\"%s\",\"message\":\"no\"}".formatted(verdict));
    world.apply(Shop.version("2"));

    world.settle();

    assertThat(warnings()).contains(reason);
  }

  /** Flagger 1422: the deletion of the release left the application without a pod. */
  @Test
  void deletingTheReleaseButNotItsChildrenLeavesThePodsRunning() {
    var cached = world.release();
    client.resource(cached).delete();

    world.turn(cached);

    assertThat(world.deployment(1).getSpec().getReplicas()).isEqualTo(2);
  }

  /** Flagger 28: two releases on one target fought, and only the log knew. */
  @Test
  void whoeverComesSecondToAServiceIsToldSo() {
    var service = world.service();
    var owner = service.getMetadata().getOwnerReferences().getFirst();
    owner.setUid("another");
    owner.setName("store");
    client.resource(service).update();
    world.apply(Shop.version("2"));

    world.settle();

    assertThat(world.status().reason()).isEqualTo("WaitsForRelease");
    assertThat(world.status().message()).contains("store");
    assertThat(serving()).isEqualTo("1");
  }

  private String serving() {
    return world.status().serving().version();
  }

  private List<String> conditions() {
    return world.status().conditions().stream()
        .map(condition -> condition.getType() + "=" + condition.getStatus())
        .toList();
  }

  private List<String> warnings() {
    return client.resources(Event.class).inNamespace(Shop.NAMESPACE).list().getItems().stream()
        .filter(event -> "Warning".equals(event.getType()))
        .filter(
            event -> BackendRelease.class.getSimpleName().equals(event.getRegarding().getKind()))
        .map(Event::getReason)
        .toList();
  }
}
