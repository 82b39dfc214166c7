package dev.slipway.operator.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.operator.kubernetes.ApiServer;
import dev.slipway.operator.kubernetes.Definitions;
import dev.slipway.operator.kubernetes.observe.Live;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The write on which everything rests, against a real API server. */
@ExtendWith(ApiServer.Shared.class)
class SwapTest {
  private static final String NAMESPACE = "default";
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

  private KubernetesClient client;
  private StatusWriter one;
  private StatusWriter other;

  @BeforeEach
  void twoOperators(ApiServer server) {
    client = server.newClient();
    Definitions.install(client);
    one = new StatusWriter(client, new Live(client));
    other = new StatusWriter(client, new Live(client));
  }

  @Test
  void ofTwoWhoReadTheSameOneWrites() {
    var read = created("swap");

    assertThat(one.swap(read, status(read, "Checking"), NOW)).isPresent();
    assertThat(other.swap(read, status(read, "Ready"), NOW)).isEmpty();

    assertThat(stored("swap").getStatus().phase()).isEqualTo("Checking");
  }

  @Test
  void whoReadBeforeAPersonChangedTheSpecDoesNotWrite() {
    var read = created("changed");
    client
        .resources(BackendRelease.class)
        .inNamespace(NAMESPACE)
        .withName("changed")
        .edit(release -> {
          release.getMetadata().getAnnotations().put("note", "new");
          return release;
        });

    assertThat(one.swap(read, status(read, "Checking"), NOW)).isEmpty();
  }

  @Test
  void nothingIsWrittenToAReleaseOfTheSameNameThatWasMadeAnew() {
    var read = created("anew");
    client.resource(read).delete();
    created("anew");

    assertThat(one.swap(read, status(read, "Checking"), NOW)).isEmpty();
  }

  private BackendRelease created(String name) {
    var release =
        Serialization.unmarshal(
            """
            apiVersion: slipway.dev/v1alpha1
            kind: BackendRelease
            metadata: {name: %s, namespace: %s, annotations: {a: b}}
            spec:
              version: "1"
              template: {spec: {containers: [{name: app, image: i}]}}
              service: {port: 80, targetPort: 8080}
            """
                .formatted(name, NAMESPACE),
            BackendRelease.class);
    return client.resource(release).create();
  }

  private BackendRelease stored(String name) {
    return client.resources(BackendRelease.class).inNamespace(NAMESPACE).withName(name).require();
  }

  private static BackendReleaseStatus status(BackendRelease read, String phase) {
    var text = Serialization.asJson(read.getStatus()).replace("}", ",\"phase\":\"" + phase + "\"}");
    return Serialization.unmarshal(text, BackendReleaseStatus.class);
  }
}
