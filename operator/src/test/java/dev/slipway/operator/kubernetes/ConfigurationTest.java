package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.SecretReferences;
import dev.slipway.operator.kubernetes.observe.Versions;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of the configuration goes back with a release, and what does not and is said. */
@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class ConfigurationTest {
  KubernetesClient client;
  KubernetesMockServer server;
  private int counted;

  @Test
  void aLiveConfigMapIsUsedAsItIsAndAChangeOfItIsNoRelease() {
    var world = new World(client);
    settings(Map.of(Slipway.LIVE_ANNOTATION, "true"), "first");
    world.apply(Shop.version("1"));
    world.settle();

    assertThat(named(world, 1)).isEqualTo("settings");
    assertThat(world.record(1).getSpec().plan().configuration())
        .singleElement()
        .satisfies(pinned -> assertThat(pinned.copy()).isNull());

    settings(Map.of(Slipway.LIVE_ANNOTATION, "true"), "second");
    world.settle();
    assertThat(world.children().records()).hasSize(1);
  }

  @Test
  void anyOtherIsCopiedAndAChangeOfItIsARelease() {
    var world = new World(client);
    world.apply(Shop.version("1"));
    world.settle();
    assertThat(named(world, 1)).isEqualTo("shop-1-settings");

    settings(Map.of(), "second");
    world.settle();
    assertThat(world.children().records()).hasSize(2);
    assertThat(named(world, 2)).isEqualTo("shop-2-settings");
    assertThat(world.record(1).getSpec().cause()).isNull();
    assertThat(world.record(2).getSpec().cause()).isEqualTo("ConfigurationChanged: settings");
    assertThat(client.resources(Event.class).inNamespace(Shop.NAMESPACE).list().getItems())
        .filteredOn(event -> "ConfigurationChanged".equals(event.getReason()))
        .singleElement()
        .satisfies(event ->
            assertThat(event.getNote())
                .isEqualTo(
                    "attempt 2: version 1; the spec is the one that serves, but the content of ConfigMap settings has changed"));
  }

  @Test
  void aChangeOfSpecAndConfigurationIsAReleaseOfTheSpec() {
    var world = new World(client);
    world.apply(Shop.version("1"));
    world.settle();
    settings(Map.of(), "second");
    world.apply(Shop.version("2"));
    world.settle();
    assertThat(world.record(2).getSpec().cause()).isNull();
  }

  @Test
  void configurationThatBreaksTheVersionGoesBackWithTheOldContentAndIsNotTriedAgain() {
    var world = new World(client);
    world.apply(Shop.version("1"));
    world.settle();
    settings(Map.of(), "broken");
    world.cluster.answers(
        "smoke", "{\"verdict\":\"SmokeFailed\",\"message\":\"GET / answered 500\"}");
    world.settle();

    assertThat(world.status().phase()).isEqualTo("RolledBack");
    assertThat(world.status().serving().number()).isEqualTo(1);
    assertThat(named(world, 1)).isEqualTo("shop-1-settings");
    world.settle();
    assertThat(world.children().records()).hasSize(2);

    settings(Map.of(), "mended");
    world.cluster.answers("smoke", "{\"verdict\":\"Done\",\"message\":\"answered\"}");
    world.settle();
    assertThat(world.status().serving().number()).isEqualTo(3);
    assertThat(world.record(3).getSpec().cause()).isEqualTo("ConfigurationChanged: settings");
  }

  @Test
  void secretsThatDoNotGoBackAreNamed() {
    var world = new World(client);
    world.apply(Shop.version("1"));
    world.settle();
    assertThat(world.status().secretsWithoutVersion()).containsExactly("shop-db", "shop-env");
  }

  @Test
  void everyKindOfReferenceCountsAndAVersionIsTheLastPartWithADigit() {
    var spec =
        Serialization.unmarshal(
            """
            template:
              spec:
                volumes:
                - {name: a, secret: {secretName: tls}}
                - {name: b, secret: {secretName: tls-2}}
                - {name: c, projected: {sources: [{secret: {name: key}}, {secret: {name: key-v1}}]}}
                initContainers:
                - {name: i, envFrom: [{secretRef: {name: early-7d9f2k}}, {secretRef: {name: early}}]}
                containers:
                - name: app
                  env: [{name: A, valueFrom: {secretKeyRef: {name: s3-access, key: k}}}]
            """,
            BackendReleaseSpec.class);
    assertThat(SecretReferences.withoutVersion(spec))
        .containsExactly("early", "key", "s3-access", "tls");
  }

  @Test
  void atRestAConfigMapIsReadAgainOnlyWhenItHasChanged() throws InterruptedException {
    var world = new World(client);
    world.watching(new Shown());
    world.oneOperator();
    world.apply(Shop.version("1"));
    world.settle();
    world.turn();
    reads();

    world.turn();
    world.turn();
    assertThat(reads()).isZero();

    settings(Map.of(), "second");
    reads();
    world.turn();
    assertThat(reads()).isPositive();
    world.settle();
    assertThat(named(world, 2)).isEqualTo("shop-2-settings");
    world.turn();
    reads();

    world.dropConfiguration();
    world.turn();
    assertThat(world.status().reason()).isEqualTo("WaitingForConfiguration");
    reads();
    world.turn();
    assertThat(reads()).isZero();

    world.putConfiguration();
    reads();
    world.turn();
    assertThat(reads()).isPositive();
    assertThat(world.status().reason()).isNotEqualTo("WaitingForConfiguration");
  }

  /** How often the shop's ConfigMap was asked for since this was asked last. */
  private long reads() throws InterruptedException {
    var paths = new ArrayList<String>();
    for (var asked = server.getRequestCount(); asked > counted; counted++) {
      var request = server.takeRequest();
      paths.add(request.getMethod() + " " + request.getPath());
    }
    return paths.stream().filter(path -> path.matches("GET .*/configmaps/settings")).count();
  }

  /** A watch that is never late. */
  private final class Shown implements Versions {
    @Override
    public Optional<String> of(String uid, String namespace, String name) {
      return Optional.of(
          client.configMaps().inNamespace(namespace).list().getItems().stream()
              .map(ConfigMap::getMetadata)
              .filter(meta -> meta.getName().equals(name))
              .map(ObjectMeta::getResourceVersion)
              .findFirst()
              .orElse(MISSING));
    }

    @Override
    public void forget(String uid) {}
  }

  private void settings(Map<String, String> annotations, String mode) {
    var map = client.resources(ConfigMap.class).inNamespace(Shop.NAMESPACE).withName("settings");
    map.edit(present -> {
      present.getMetadata().setAnnotations(annotations);
      present.setData(Map.of("MODE", mode));
      return present;
    });
  }

  private static String named(World world, int revision) {
    var pod = world.deployment(revision).getSpec().getTemplate().getSpec();
    return pod.getContainers().getFirst().getEnvFrom().getFirst().getConfigMapRef().getName();
  }
}
