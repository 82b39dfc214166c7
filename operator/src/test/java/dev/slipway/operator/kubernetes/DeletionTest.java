package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A release that is deleted while it is under way. Its children go with it, by owner reference. */
@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class DeletionTest {
  private static final int MOST_TURNS = 100;

  KubernetesClient client;
  private World world;

  @BeforeEach
  void aCluster() {
    world = new World(client);
    world.apply(Shop.version("1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pending",
        "Checking",
        "Migrating",
        "RollingOut",
        "Smoking",
        "Baking",
        "Promoting",
        "Ready"
      })
  void nothingIsMadeForAReleaseThatIsGone(String phase) {
    var cached = reached(phase);
    client.resource(cached).delete();
    var children = children();

    world.turn(cached);

    assertThat(children()).isEqualTo(children);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Checking", "Migrating", "RollingOut", "Smoking", "Baking", "Ready"})
  void nothingIsMadeAgainForAReleaseThatWaitsForItsChildrenToGo(String phase) {
    var waiting = reached(phase);
    waiting.setMetadata(
        new ObjectMetaBuilder(waiting.getMetadata())
            .withDeletionTimestamp("2026-01-01T10:00:00Z")
            .withFinalizers("foregroundDeletion")
            .build());
    everyChild().forEach(child -> client.resource(child).delete());

    assertThat(world.turn(waiting)).isEmpty();

    assertThat(children()).isEmpty();
  }

  @Test
  void everyChildGoesWithItsRelease() {
    var release = reached("Ready");

    // Copies of configuration go with the record of the attempt, and that with the release.
    var record = world.record(1).getMetadata().getUid();
    assertThat(everyChild())
        .isNotEmpty()
        .allSatisfy(child ->
            assertThat(child.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> {
                  assertThat(owner.getUid()).isIn(release.getMetadata().getUid(), record);
                  assertThat(owner.getController()).isTrue();
                }));
  }

  @Test
  void noFinalizerHoldsAReleaseBackWhoseOperatorIsGone() {
    assertThat(reached("Ready").getMetadata().getFinalizers()).isEmpty();
  }

  private BackendRelease reached(String phase) {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      var status = Optional.ofNullable(world.status());
      if (phase.equals(status.map(s -> s.phase()).orElse("Pending"))) {
        return world.release();
      }
      world.turn();
      world.cluster.play();
      world.clock.pass(Duration.ofSeconds(1));
    }
    throw new AssertionError("never in phase " + phase + ": " + world.status());
  }

  private List<String> children() {
    return everyChild().stream()
        .map(child -> child.getKind() + "/" + child.getMetadata().getName())
        .sorted()
        .toList();
  }

  private List<HasMetadata> everyChild() {
    var seen = world.children();
    return Stream.<List<? extends HasMetadata>>of(
            seen.deployments(), seen.jobs(), seen.services(), seen.records(), copies())
        .<HasMetadata>flatMap(List::stream)
        .toList();
  }

  private List<? extends HasMetadata> copies() {
    return client.configMaps().inNamespace(Shop.NAMESPACE).list().getItems().stream()
        .filter(map -> map.getMetadata().getName().startsWith("shop-"))
        .toList();
  }
}
