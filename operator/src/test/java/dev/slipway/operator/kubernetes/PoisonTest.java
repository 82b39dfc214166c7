package dev.slipway.operator.kubernetes;

import static dev.slipway.operator.kubernetes.RunningOperator.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Objects that nobody could store under today's definitions, on a real API server. A list with one
 * of them in it used to stop the watch of all.
 */
@ExtendWith(ApiServer.Shared.class)
class PoisonTest {
  private static final String NAMESPACE = "poison";
  private static final Map<String, Object> GOOD = specOf(Shop.version("1"));

  private KubernetesClient client;
  private RunningOperator operator;

  @BeforeEach
  void poisonIsThereBeforeTheOperatorComes(ApiServer server) {
    client = server.client();
    server.namespace(NAMESPACE);
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build())
        .create();
    Definitions.installLax(client);
    store("BackendRelease", "number", Map.of("spec", Map.of("version", "1", "replicas", "many")));
    store("BackendRelease", "empty", Map.of());
    store(
        "BackendRelease",
        "status",
        Map.of("spec", GOOD, "status", Map.of("protocol", 1, "conditions", "none")));
    store(
        "BackendRelease",
        "later",
        Map.of("spec", GOOD, "status", Map.of("protocol", 7, "phase", List.of("Later"))));
    store("ReleaseRecord", "status-1", Map.of("spec", Map.of("number", "one")));
    operator = new RunningOperator(server, NAMESPACE, () -> true);
  }

  @AfterEach
  void end() {
    operator.close();
  }

  @Test
  void oneUnreadableObjectDisturbsNoOther(ApiServer server) {
    release("before");
    checks("before");

    store("BackendRelease", "arriving", Map.of("spec", "text"));
    release("between");
    checks("between");

    Definitions.install(client);
    nested(5_000);
    release("after");
    checks("after");

    assertThat(operator.exits).isEmpty();
    assertThat(operator.ready()).isTrue();
    eachSaysWhatIsWrong();

    operator.close();
    operator = new RunningOperator(server, NAMESPACE, () -> true);
    release("restarted");
    checks("restarted");
  }

  private void eachSaysWhatIsWrong() {
    says("number", "Invalid", "spec.replicas cannot be read: expected a number");
    says("arriving", "Invalid", "spec cannot be read: expected an object");
    says("nested", "Invalid", "spec cannot be read: it is nested deeper than 100 levels");
    says("empty", "Invalid", "spec is missing");
    assertThat(events("number")).contains("Unreadable");
    assertThat(events("status")).contains("Unreadable");
    // Read again from what is left; the name of the record that says nothing is not used again.
    checks("status");
    assertThat(status("status").attempt().number()).isEqualTo(2);
    eventually(() ->
        assertThat(generic("later").get("status").toString())
            .contains("protocol=7")
            .contains("Later")
            .contains("UnknownProtocol"));
  }

  /** What anybody may store who may edit a release: a template keeps fields it does not know. */
  private void nested(int levels) {
    var text =
        """
        {"apiVersion":"slipway.dev/v1alpha1","kind":"BackendRelease","metadata":{"name":"nested"},
         "spec":{"version":"1","service":{"port":80,"targetPort":80},"template":{"spec":{
         "containers":[{"name":"app","image":"i"}],"unknown":%s1%s}}}}
        """
            .formatted("{\"a\":".repeat(levels), "}".repeat(levels));
    client.raw(
        "/apis/slipway.dev/v1alpha1/namespaces/" + NAMESPACE + "/backendreleases", "POST", text);
  }

  private void checks(String name) {
    eventually(() -> assertThat(status(name).phase()).isEqualTo("Checking"));
  }

  private void says(String name, String reason, String message) {
    eventually(() -> {
      assertThat(status(name).reason()).isEqualTo(reason);
      assertThat(status(name).message()).contains(message);
    });
  }

  private void release(String name) {
    store("BackendRelease", name, Map.of("spec", GOOD));
  }

  private BackendReleaseStatus status(String name) {
    var status =
        operator
            .client()
            .resources(BackendRelease.class)
            .inNamespace(NAMESPACE)
            .withName(name)
            .require()
            .getStatus();
    assertThat(status).isNotNull();
    return status;
  }

  private GenericKubernetesResource generic(String name) {
    return client
        .genericKubernetesResources("slipway.dev/v1alpha1", "BackendRelease")
        .inNamespace(NAMESPACE)
        .withName(name)
        .require();
  }

  private List<String> events(String name) {
    return client.resources(Event.class).inNamespace(NAMESPACE).list().getItems().stream()
        .filter(event -> event.getRegarding().getName().equals(name))
        .map(Event::getReason)
        .toList();
  }

  private void store(String kind, String name, Map<String, Object> parts) {
    var object = new GenericKubernetesResource();
    object.setApiVersion("slipway.dev/v1alpha1");
    object.setKind(kind);
    object.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build());
    object.setAdditionalProperties(parts);
    var stored = client.resource(object).create();
    if (parts.containsKey("status")) {
      object.setMetadata(stored.getMetadata());
      client.resource(object).subresource("status").update();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> specOf(BackendRelease release) {
    return Serialization.unmarshal(Serialization.asJson(release.getSpec()), Map.class);
  }
}
