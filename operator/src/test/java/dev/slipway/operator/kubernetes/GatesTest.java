package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.ReleaseRequestSpec;
import dev.slipway.api.v1alpha1.RequestAnswer;
import dev.slipway.api.v1alpha1.RequestVerb;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * P6: facts, approvals and freezes, from the spec to the record. The clock begins on a Thursday.
 */
@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class GatesTest {
  KubernetesClient client;
  private World world;

  @BeforeEach
  void versionOneServes() {
    world = new World(client);
    world.apply(Shop.version("1"));
    world.settle();
  }

  @Test
  void aFactThatNobodyDeclaredIsNamedAndNothingBegins_P6() {
    world.apply(gated("{facts: [TestsGreen, RollbackOwner]}", "[{name: TestsGreen, value: 812}]"));
    turns(3);

    assertThat(world.status().reason()).isEqualTo("WaitingForConfiguration");
    assertThat(world.status().message())
        .isEqualTo(
            "spec.gates.facts asks for RollbackOwner; declare it in spec.change.facts and the release begins");
    assertThat(world.children().records()).hasSize(1);

    world.apply(
        gated(
            "{facts: [TestsGreen, RollbackOwner]}",
            "[{name: TestsGreen, value: 812}, {name: RollbackOwner, value: ana}]"));
    world.settle();
    assertThat(world.status().serving().version()).isEqualTo("2");
    assertThat(world.record(2).getSpec().change().facts()).hasSize(2);
  }

  @Test
  void twoPeopleAgreeAndTheRecordKeepsThem_P6() {
    world.apply(gated("{approvals: {count: 2, by: [ana, ben]}}", "[]"));
    turns(300);
    assertThat(world.status().reason()).isEqualTo("WaitsForGate");
    assertThat(world.status().message())
        .startsWith("waits: 0 of 2 approvals of attempt 2 are there;")
        .endsWith("as one of ana, ben");
    assertThat(world.jobs("check")).hasSize(1);

    approve("one", "ana");
    approve("again", "ana");
    approve("stranger", "eve");
    turns(20);
    assertThat(world.status().message()).contains("1 of 2 approvals of attempt 2 are there (ana)");

    approve("two", "ben");
    world.settle();
    assertThat(world.status().serving().version()).isEqualTo("2");
    assertThat(world.record(2).getStatus().requests())
        .extracting(request -> request.requestedBy())
        .containsExactlyInAnyOrder("ana", "ana", "eve", "ben");
    assertThat(answer("two")).isEqualTo(RequestAnswer.ACCEPTED);

    approve("late", "ben");
    world.settle();
    assertThat(answer("late")).isEqualTo(RequestAnswer.REFUSED);
  }

  @Test
  void aFreezeSaysUntilWhenAndEndsByItself_P6() {
    world.apply(
        gated(
            "{freezes: [{from: Thu 08:00, until: Thu 12:30, zone: Europe/Berlin, reason: sale}]}",
            "[]"));
    turns(5);
    assertThat(world.status().message())
        .isEqualTo("waits: frozen until 2026-01-01 12:30 Europe/Berlin (sale)");
    assertThat(world.jobs("check")).hasSize(1);

    world.clock.pass(Duration.ofHours(2));
    world.settle();
    assertThat(world.status().serving().version()).isEqualTo("2");
  }

  @Test
  void aTimeZoneThatIsNoneIsRefusedWithWhatWasExpected() {
    world.apply(gated("{freezes: [{from: Fri 16:00, until: Mon 08:00, zone: Berlin}]}", "[]"));
    turns(2);
    assertThat(world.status().phase()).isEqualTo("Invalid");
    assertThat(world.status().message())
        .contains("Fri 16:00 to Mon 08:00 in Berlin makes no sense")
        .contains("a zone as Europe/Berlin");
  }

  private void turns(int count) {
    for (var turn = 0; turn < count; turn++) {
      world.turn();
      world.cluster.play();
      world.clock.pass(Duration.ofSeconds(3));
    }
  }

  private RequestAnswer answer(String name) {
    return client
        .resources(ReleaseRequest.class)
        .inNamespace(Shop.NAMESPACE)
        .withName(name)
        .require()
        .getStatus()
        .answer();
  }

  private void approve(String name, String author) {
    var request = new ReleaseRequest();
    request.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace(Shop.NAMESPACE).build());
    request.setSpec(
        new ReleaseRequestSpec(Shop.NAME, 2, RequestVerb.APPROVE, author, "read it", null));
    client.resource(request).create();
  }

  private static BackendRelease gated(String gates, String facts) {
    return Serialization.unmarshal(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: BackendRelease
        metadata: {name: shop, namespace: demo}
        spec:
          version: "2"
          replicas: 2
          change: {author: ana, facts: %s}
          gates: %s
          template:
            spec:
              containers:
              - name: app
                image: example.org/shop:2
          service: {port: 80, targetPort: 8080}
          bake: 1s
          progressDeadline: 1m
        """
            .formatted(facts, gates),
        BackendRelease.class);
  }
}
