package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.operator.kubernetes.children.Owner;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two releases that ask for the same thing: one has it, the other waits and says for whom. */
@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class NeighboursTest {
  KubernetesClient client;
  private World world;

  @BeforeEach
  void aCluster() {
    world = new World(client);
  }

  @Test
  void theSecondReleaseOfAHistoryWaitsForTheOneThatServesAndGoesOnWhenThatIsGone() {
    var orders = serving(neighbour("orders", "shop-owner", "[shop]"));
    world.apply(Shop.version("1"));
    turns();

    assertThat(world.status().reason()).isEqualTo("WaitsForRelease");
    assertThat(world.status().message())
        .isEqualTo(
            "waits for the release orders, which migrates shop.flyway_schema_history in the database of the Secret shop-owner; this one begins when that one is deleted or asks for it no more");
    assertThat(world.status().conditions()).extracting(c -> c.getType()).contains("Reconciling");
    assertThat(world.jobs(".*")).isEmpty();

    client.resource(orders).delete();
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.children().records()).hasSize(1);
  }

  @Test
  void whoServesWaitsForNobodyWhoComesLater() {
    world.apply(Shop.version("1"));
    world.settle();
    client.resource(neighbour("aorders", "shop-owner", "[shop]")).create();

    world.apply(Shop.version("2"));
    world.settle();

    assertThat(world.status().serving().version()).isEqualTo("2");
  }

  @Test
  void aHistoryThatIsAskedForNoMoreIsFree() {
    var orders = serving(neighbour("orders", "shop-owner", "[shop]"));
    world.apply(Shop.version("1"));
    turns();
    var moved = neighbour("orders", "orders-owner", "[shop]");
    var present = client.resource(orders).get();
    present.setSpec(moved.getSpec());
    client.resource(present).update();

    world.settle();
    assertThat(world.status().phase()).isEqualTo("Ready");
  }

  @Test
  void servicesWithSchemasOfTheirOwnWaitForNobody() {
    serving(neighbour("orders", "shop-owner", "[orders]"));
    world.apply(Shop.version("1"));
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Ready");
  }

  @Test
  void aServiceOfAnotherReleaseIsWaitedFor() {
    var orders = client.resource(neighbour("orders", "orders-owner", "[orders]")).create();
    var service =
        client
            .resource(
                new ServiceBuilder()
                    .withNewMetadata()
                    .withName(Shop.NAME)
                    .withNamespace(Shop.NAMESPACE)
                    .withOwnerReferences(Owner.of(orders))
                    .endMetadata()
                    .withNewSpec()
                    .addToSelector("app", "orders")
                    .endSpec()
                    .build())
            .create();
    world.apply(Shop.version("1"));
    turns();

    assertThat(world.status().phase()).isEqualTo("Waiting");
    assertThat(world.status().reason()).isEqualTo("WaitsForRelease");
    assertThat(world.status().message())
        .isEqualTo(
            "the Service shop belongs to the release orders; this release begins when it is gone");
    assertThat(world.service().getSpec().getSelector()).containsOnlyKeys("app");

    client.resource(service).delete();
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Ready");
  }

  private void turns() {
    for (var turn = 0; turn < 200; turn++) {
      world.turn();
      world.cluster.play();
      world.clock.pass(Duration.ofSeconds(30));
    }
  }

  private BackendRelease serving(BackendRelease release) {
    var stored = client.resource(release).create();
    stored.setStatus(
        Serialization.unmarshal(
            "serving: {number: 3, version: \"7\", planHash: abc}", BackendReleaseStatus.class));
    return client.resource(stored).subresource("status").update();
  }

  private static BackendRelease neighbour(String name, String secret, String schemas) {
    return Serialization.unmarshal(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: BackendRelease
        metadata: {name: %s, namespace: demo}
        spec:
          version: "7"
          template: {spec: {containers: [{name: app, image: example.org/orders:7}]}}
          service: {port: 80, targetPort: 8080}
          database: {application: {secret: orders-db}, migrator: {secret: %s}, schemas: %s}
          migrations: {tool: Flyway, path: /app/migrations}
        """
            .formatted(name, secret, schemas),
        BackendRelease.class);
  }
}
