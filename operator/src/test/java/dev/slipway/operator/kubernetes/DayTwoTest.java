package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.release.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An ordinary day with an autoscaler, drains and people in a hurry, on a real API server. */
@Order(1) // takes long, so it is begun first
@ExtendWith(ApiServer.Shared.class)
class DayTwoTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private World world;
  private Bystander bystander;

  @BeforeEach
  void versionOneServes(ApiServer server) {
    world = World.serving(server, "1");
    bystander = new Bystander(server.client());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAutoscalerIsFollowedInEveryPhaseAndReleasesNothing(boolean crashes) {
    if (crashes) {
      world.cluster.crashes("2");
    }
    world.apply(Shop.version("2"));
    var scaledIn = new HashSet<Class<? extends Phase>>();

    world.settle(turn -> {
      var phase = turn.decision().next().phase();
      if (!(phase instanceof Phase.Resting) && scaledIn.add(phase.getClass())) {
        bystander.scale(2 + scaledIn.size() % 3);
      }
    });
    bystander.scale(5);
    world.settle();

    assertThat(scaledIn).hasSizeGreaterThan(4);
    assertThat(world.status().phase()).isEqualTo(crashes ? "RolledBack" : "Ready");
    assertThat(world.deployment(crashes ? 1 : 2).getSpec().getReplicas()).isEqualTo(5);
    assertThat(world.deployment(crashes ? 2 : 1).getSpec().getReplicas()).isZero();
    assertThat(world.children().records()).hasSize(2);
  }

  @Test
  void anAutoscalerIsFollowedInHeldToo() {
    world.cluster.crashes("2");
    world.apply(Shop.heldWhereItFails("2"));
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Held");

    bystander.scale(6);
    world.settle();

    assertThat(world.status().phase()).isEqualTo("Held");
    assertThat(world.deployment(1).getSpec().getReplicas()).isEqualTo(6);
    assertThat(world.children().records()).hasSize(2);
  }

  @Test
  void aChangeThatNoWatchEverToldOfHoldsNobodyUp() {
    world.oneOperator();
    world.apply(Shop.version("2"));
    world.settle();
    world.watched.lose(
        "shop-2",
        () ->
            bystander.writes(
                "somebody",
                Deployment.class,
                "shop-2",
                "{\"metadata\":{\"annotations\":{\"example.org/seen\":\"today\"}}}"));

    world.ask("rollback 2 a1");
    world.settle();

    assertThat(world.status().phase()).isEqualTo("RolledBack");
    assertThat(world.deployment(2).getSpec().getReplicas()).isZero();
    assertThat(world.deployment(2).getMetadata().getAnnotations())
        .containsEntry("example.org/seen", "today");
  }

  @Test
  void podsWhoseReadinessNoWatchEverToldAreLookedAtBeforeAReleaseIsGivenUp() {
    world.oneOperator();
    world.watched.losesReadiness(2);
    world.apply(Shop.version("2"));
    world.settle();

    assertThat(world.status().phase()).as(world.status().message()).isEqualTo("Ready");
    assertThat(world.deployment(1).getSpec().getReplicas()).isZero();
  }

  @Test
  void aRestartThatAPersonAsksForIsNeitherTakenBackNorARelease() {
    restart(1, "monday");
    world.settle();
    world.apply(Shop.version("2", "2m"));
    var restarted = new HashSet<Class<? extends Phase>>();
    world.settle(turn -> {
      var phase = turn.decision().next().phase();
      if ((phase instanceof Phase.Baking || phase instanceof Phase.Smoking)
          && restarted.add(phase.getClass())) {
        restart(2, phase.getClass().getSimpleName());
        pods(2).forEach(pod -> world.client.resource(pod).delete());
      }
    });
    world.turns(3, MINUTE);

    assertThat(restarted).hasSize(2);
    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(restartOf(1)).isEqualTo("monday");
    assertThat(restartOf(2)).isEqualTo("Baking");
    assertThat(world.children().records()).hasSize(2);
    assertThat(world.events("PutBack")).isEmpty();
  }

  @Test
  void aRestartOutlivesWhatIsPutBackBesideIt() {
    restart(1, "monday");
    bystander.writes(
        "kubectl-set",
        Deployment.class,
        "shop-1",
        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"example.org/shop:hot\"}]}}}}");
    world.turns(1, MINUTE);

    var template = world.deployment(1).getSpec().getTemplate();
    assertThat(template.getSpec().getContainers().getFirst().getImage())
        .isEqualTo("example.org/shop:1");
    assertThat(restartOf(1)).isEqualTo("monday");
  }

  @Test
  void podsThatADrainEvictsAreNoFaultOfTheRelease() {
    world.apply(Shop.version("2", "2m"));
    var drained = new HashSet<Class<? extends Phase>>();
    world.settle(turn -> {
      var phase = turn.decision().next().phase();
      if (!(phase instanceof Phase.Resting) && drained.add(phase.getClass())) {
        evictOne(1);
        evictOne(2);
      }
    });

    assertThat(drained).hasSizeGreaterThan(5);
    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.status().serving().version()).isEqualTo("2");
    assertThat(world.children().records()).hasSize(2);
  }

  @Test
  void childrenThatSomebodyDeletesComeBack() {
    for (var child :
        List.<HasMetadata>of(world.deployment(1), world.service(), service("shop-1"))) {
      world.client.resource(child).delete();
      world.settle();
      var again = world.client.resource(child).get();
      assertThat(again).as(child.getMetadata().getName()).isNotNull();
      assertThat(again.getMetadata().getUid()).isNotEqualTo(child.getMetadata().getUid());
    }
    assertThat(world.deployment(1).getSpec().getReplicas()).isEqualTo(2);
    assertThat(world.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, 1));
    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.children().records()).hasSize(1);
  }

  @Test
  void aCopyOfTheConfigurationComesBackWherePodsLackIt() {
    var copy = world.client.configMaps().inNamespace(Shop.NAMESPACE).withName("shop-1-settings");
    copy.delete();
    pods(1).forEach(this::cannotStart);

    world.turns(1, MINUTE);

    assertThat(copy.get()).isNotNull();
    assertThat(copy.get().getData()).isEqualTo(Map.of("MODE", "demo"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void childrenDeletedInTheMiddleOfAReleaseAreNoEndOfIt(boolean crashes) {
    if (crashes) {
      world.cluster.crashes("2");
    }
    world.apply(Shop.version("2", "2m"));
    var deletedIn = new HashSet<Class<? extends Phase>>();
    world.settle(turn -> {
      var phase = turn.decision().next().phase();
      if (!(phase instanceof Phase.Resting) && deletedIn.add(phase.getClass())) {
        world.client.services().inNamespace(Shop.NAMESPACE).delete();
        world.client.apps().deployments().inNamespace(Shop.NAMESPACE).withName("shop-1").delete();
        // As the garbage collector does it.
        pods(1).forEach(pod -> world.client.resource(pod).delete());
      }
    });

    assertThat(deletedIn).hasSizeGreaterThan(4);
    assertThat(world.status().serving().number())
        .as(world.status().message())
        .isEqualTo(crashes ? 1 : 2);
    assertThat(world.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, crashes ? 1 : 2));
    assertThat(service(crashes ? "shop-1" : "shop-2")).isNotNull();
  }

  private void restart(int number, String when) {
    bystander.writes(
        "kubectl-rollout",
        Deployment.class,
        "shop-" + number,
        "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\"%s\"}}}}}"
            .formatted(when));
  }

  private String restartOf(int number) {
    return world
        .deployment(number)
        .getSpec()
        .getTemplate()
        .getMetadata()
        .getAnnotations()
        .get("kubectl.kubernetes.io/restartedAt");
  }

  private io.fabric8.kubernetes.api.model.Service service(String name) {
    return world.client.services().inNamespace(Shop.NAMESPACE).withName(name).get();
  }

  private List<Pod> pods(int number) {
    return world
        .client
        .pods()
        .inNamespace(Shop.NAMESPACE)
        .withLabels(Names.revisionSelector(Shop.NAME, number))
        .list()
        .getItems();
  }

  /** As the kubelet leaves a pod that was evicted, until somebody collects it. */
  private void evictOne(int number) {
    pods(number).stream()
        .findFirst()
        .ifPresent(pod -> {
          pod.getStatus().setPhase("Failed");
          pod.getStatus().setReason("Evicted");
          pod.getStatus().getConditions().forEach(condition -> condition.setStatus("False"));
          pod.getStatus()
              .getConditions()
              .add(
                  new PodConditionBuilder()
                      .withType("DisruptionTarget")
                      .withStatus("True")
                      .withReason("EvictionByEvictionAPI")
                      .build());
          world.client.resource(pod).subresource("status").update();
          world.turn();
          world.client.resource(pod).delete();
        });
  }

  private void cannotStart(Pod pod) {
    pod.getStatus().getConditions().forEach(condition -> condition.setStatus("False"));
    world.client.resource(pod).subresource("status").update();
    world.clock.pass(MINUTE);
  }
}
