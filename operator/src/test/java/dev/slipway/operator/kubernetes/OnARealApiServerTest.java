package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.awaitility.Awaitility.await;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.operator.kubernetes.children.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole releases, of which a real API server judges every write. */
@ExtendWith(ApiServer.Shared.class)
class OnARealApiServerTest {
  private World world;

  @BeforeEach
  void versionOneServes(ApiServer server) {
    world = World.serving(server, "1");
  }

  @Test
  void theChartsPermissionsAreEnoughForTheWayForwardAndBack() {
    world.cluster.crashes("2");
    world.apply(Shop.version("2"));

    world.settle();

    assertThat(world.status().phase()).isEqualTo("RolledBack");
    assertThat(serving()).isEqualTo("1");
    assertThat(world.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, 1));
    assertThat(world.record(2).getStatus().outcome()).isEqualTo(ReleaseOutcome.ROLLED_BACK);
    assertThat(events()).contains("PodsCrash").doesNotContain("ActionFailed", "OperatorFailed");
  }

  @Test
  void theChartsPermissionsAreNoMoreThanThat(ApiServer server) {
    try (var operator = server.newClient(Permissions.USER)) {
      assertThatThrownBy(() -> operator.secrets().inNamespace(Shop.NAMESPACE).list())
          .hasMessageContaining("forbidden");
      assertThatThrownBy(() -> operator.configMaps().inNamespace(Shop.NAMESPACE).delete())
          .hasMessageContaining("forbidden");
      assertThatThrownBy(() -> operator.pods().inNamespace(Shop.NAMESPACE).delete())
          .hasMessageContaining("forbidden");
      assertThatThrownBy(() -> operator.resource(world.release()).delete())
          .hasMessageContaining("forbidden");
    }
  }

  @Test
  void podsAreOnlyEverMadeAsADryRun(ApiServer server) {
    new Permissions(server.client()).restrictPods();
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withGenerateName("sneaked-in-")
            .withNamespace(Shop.NAMESPACE)
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("app")
            .withImage("example.org/shop:1")
            .endContainer()
            .endSpec()
            .build();
    try (var operator = server.newClient(Permissions.USER)) {
      await()
          .untilAsserted(() ->
              assertThatThrownBy(() -> operator.resource(pod).create())
                  .hasMessageContaining("only as a dry run"));
      assertThat(operator.resource(pod).dryRun().create()).isNotNull();
    }
    world.apply(Shop.version("2"));
    world.settle();
    assertThat(serving()).isEqualTo("2");
  }

  @Test
  void aTemplateThatThisClusterDoesNotKnowIsRefusedBeforeAnythingIsMade() {
    var mistyped = Shop.version("2");
    mistyped.getSpec().template().getSpec().setAdditionalProperty("hostNetwrok", true);
    world.apply(mistyped);

    world.settle();

    assertThat(world.status().reason()).isEqualTo("ManifestRejected");
    assertThat(world.status().message()).contains("hostNetwrok");
    assertThat(names(world.children().deployments())).containsExactly("shop-1");
    assertThat(world.jobs("migrate")).hasSize(1);
  }

  /** What the check then compares with the server's own numbers: CheckTest of the runner. */
  @ParameterizedTest
  @CsvSource({"None, 100", "Full, 120"})
  void theCheckIsToldHowManyConnectionsThePodsMayOpenWithSurgeOrStandby_P8(
      String standby, String connections) {
    world.apply(
        Serialization.unmarshal(
            Serialization.asYaml(Shop.version("2"))
                .replaceFirst(
                    "(?m)^  replicas: 2$",
                    "  replicas: 3\n  rollback: {standby: %s}\n  strategy: {rolling: {maxSurge: 2}}"
                        .formatted(standby))
                .replaceFirst("(?m)^  database:$", "  database:\n    connectionsPerPod: 20"),
            BackendRelease.class));

    world.settle();

    assertThat(serving()).isEqualTo("2");
    assertThat(world.jobs("check"))
        .filteredOn(job -> job.startsWith("shop-2-"))
        .singleElement()
        .extracting(job ->
            world.client.batch().v1().jobs().inNamespace(Shop.NAMESPACE).withName(job).require())
        .extracting(job -> job.getSpec().getTemplate().getSpec().getContainers().getFirst())
        .extracting(Container::getEnv, as(list(EnvVar.class)))
        .contains(new EnvVar("SLIPWAY_CONNECTIONS", connections, null));
  }

  /** Argo Rollouts 2522: two controllers at once fought, and a release hung until a restart. */
  @Test
  void twoOperatorsAtOnceMakeOneReleaseOfIt() {
    world.apply(Shop.version("2"));
    var stale = world.release();

    for (int turn = 0; turn < 150 && !"2".equals(serving()); turn++) {
      var seen = world.release();
      world.turn();
      // The other one still sees what was there before the turn of the first.
      world.turn(turn % 3 == 0 ? stale : seen);
      stale = turn % 3 == 0 ? seen : stale;
      world.cluster.play();
      world.clock.pass(Duration.ofSeconds(2));
    }

    assertThat(serving()).isEqualTo("2");
    assertThat(names(world.children().records())).containsExactly("shop-1", "shop-2");
    assertThat(names(world.children().deployments())).containsExactly("shop-1", "shop-2");
    assertThat(world.jobs("migrate")).hasSize(2);
  }

  private String serving() {
    return world.status().serving().version();
  }

  private List<String> events() {
    return world
        .client
        .resources(Event.class)
        .inNamespace(Shop.NAMESPACE)
        .list()
        .getItems()
        .stream()
        .map(Event::getReason)
        .toList();
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(each -> each.getMetadata().getName()).sorted().toList();
  }
}
