package dev.slipway.operator.kubernetes;

import static dev.slipway.operator.kubernetes.RunningOperator.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.kubernetes.observe.Versions;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The watch of ConfigMaps, with the permissions of the chart against a real API server. */
@ExtendWith(ApiServer.Shared.class)
class ConfigMapWatchTest {
  private static final String NAMESPACE = "watched";

  private final List<String> woken = new CopyOnWriteArrayList<>();
  private KubernetesClient admin;

  @BeforeEach
  void ground(ApiServer server) {
    admin = server.client();
    Definitions.install(admin);
    server.namespace(NAMESPACE);
    new Permissions(admin).grant();
    admin.configMaps().inNamespace(NAMESPACE).withName("settings").delete();
  }

  @Test
  void whoReadsAConfigMapIsWokenWhenItComesChangesAndGoes(ApiServer server) {
    var client = new Clients().metadata(server.newClient(Permissions.USER).getConfiguration());
    try (var watch = ConfigMapWatch.start(client, Set.of(), woken::add)) {
      eventually(
          () -> assertThat(watch.of("reader", NAMESPACE, "settings")).contains(Versions.MISSING));
      watch.of("other", NAMESPACE, "others");

      var made = admin.resource(settings("a")).create();
      eventually(() -> assertThat(watch.of("reader", NAMESPACE, "settings")).contains(rv(made)));
      assertThat(woken).isNotEmpty().containsOnly("reader");

      woken.clear();
      var changed = admin.resource(settings("b")).update();
      eventually(() -> assertThat(watch.of("reader", NAMESPACE, "settings")).contains(rv(changed)));
      assertThat(woken).isNotEmpty().containsOnly("reader");

      woken.clear();
      watch.forget("reader");
      admin.resource(changed).delete();
      eventually(
          () -> assertThat(watch.of("late", NAMESPACE, "settings")).contains(Versions.MISSING));
      assertThat(woken).doesNotContain("reader");
    }
  }

  @Test
  void nothingOfWhatTheyHoldIsSent(ApiServer server) {
    var made = admin.resource(settings("a")).create();
    try (var client =
        new Clients().metadata(server.newClient(Permissions.USER).getConfiguration())) {
      var listed = client.configMaps().inNamespace(NAMESPACE).list().getItems();

      assertThat(listed)
          .filteredOn(map -> map.getMetadata().getName().equals("settings"))
          .singleElement()
          .satisfies(map -> {
            assertThat(rv(map)).isEqualTo(rv(made));
            assertThat(map.getData()).isEmpty();
          });
    }
  }

  @Test
  void whoMayNotWatchKnowsNothingAndAsksByName(ApiServer server) {
    var client = new Clients().metadata(server.newClient("nobody").getConfiguration());
    try (var watch = ConfigMapWatch.start(client, Set.of(NAMESPACE), woken::add)) {
      assertThat(watch.of("reader", NAMESPACE, "settings")).isEmpty();
    }
  }

  private static ConfigMap settings(String mode) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("settings")
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withData(Map.of("MODE", mode))
        .build();
  }

  private static String rv(ConfigMap map) {
    return map.getMetadata().getResourceVersion();
  }
}
