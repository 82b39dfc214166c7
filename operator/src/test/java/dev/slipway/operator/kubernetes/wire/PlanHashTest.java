package dev.slipway.operator.kubernetes.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanHashTest {
  private static final String BASE =
      """
      version: "1"
      replicas: 2
      template: {spec: {containers: [{name: app, image: a, env: [{name: X, value: "1"}]}]}}
      service: {port: 80, targetPort: 8080}
      database: {application: {secret: db}, schemas: [shop]}
      bake: 10m
      """;

  private final PlanHash hash = new PlanHash(new KubernetesSerialization());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas: 9",
        "bake: 1m",
        "change: {author: ben, notes: other}",
        "rollback: {automatic: false}",
        "analysis: {health: {failingFor: 1m}}",
        "database: {application: {secret: db}, schemas: [shop], connectionsPerPod: 20}",
        "gates: {facts: [TestsGreen]}"
      })
  void limitsNotesAndReplicasAreNoNewPlan(String changed) {
    assertThat(of(with(changed), Map.of())).isEqualTo(of(BASE, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: \"2\"",
        "template: {spec: {containers: [{name: app, image: b}]}}",
        "service: {port: 81, targetPort: 8080}",
        "database: {application: {secret: other}, schemas: [shop]}",
        "migrations: {tool: Flyway, path: /m}"
      })
  void whatRunsIsThePlan(String changed) {
    assertThat(of(with(changed), Map.of())).isNotEqualTo(of(BASE, Map.of()));
  }

  @Test
  void theConfigurationIsPartOfThePlan() {
    assertThat(of(BASE, Map.of("settings", "d1"))).isNotEqualTo(of(BASE, Map.of("settings", "d2")));
  }

  @Test
  void theOrderOfKeysIsNot() {
    var turned = "service: {targetPort: 8080, port: 80}\n" + BASE.replaceAll("service:.*\n", "");

    assertThat(of(turned, Map.of())).isEqualTo(of(BASE, Map.of()));
  }

  private String of(String yaml, Map<String, String> digests) {
    return hash.of(Serialization.unmarshal(yaml, BackendReleaseSpec.class), digests);
  }

  private static String with(String line) {
    var key = line.substring(0, line.indexOf(':'));
    return BASE.replaceAll("(?m)^" + key + ":.*\n", "") + line + "\n";
  }
}
