package dev.slipway.operator.kubernetes.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bad input about metrics: what was found, what was expected, what to do. */
class ScrapeCheckTest {

  private static Optional<String> fault(String pod, String analysis) {
    return ScrapeCheck.fault(
        Serialization.unmarshal(
            """
            version: "1"
            template: {spec: %s}
            service: {port: 80, targetPort: 8080}
            analysis: %s
            """
                .formatted(pod, analysis),
            BackendReleaseSpec.class));
  }

  @Test
  void aPortThatNoContainerDeclaresIsRefusedWithTheOnesThatAre() {
    var two = "{containers: [{name: a, ports: [{containerPort: 8080}, {containerPort: 8081}]}]}";
    assertThat(fault(two, "{metrics: {port: 8081}}")).isEmpty();
    assertThat(fault(two, "{metrics: {port: 9000}}"))
        .hasValueSatisfying(said ->
            assertThat(said)
                .contains("port is 9000", "(declared: 8080, 8081)", "add it to the container's"));
    assertThat(fault("{containers: [{name: a}]}", "{metrics: {port: 9000}}"))
        .hasValueSatisfying(said -> assertThat(said).contains("(declared: none)"));
  }

  @Test
  void podsInTheHostsNetworkAreNeverAsked() {
    var host = "{hostNetwork: true, containers: [{name: a, ports: [{containerPort: 8080}]}]}";
    assertThat(fault(host, "{metrics: {port: 8080}}"))
        .hasValueSatisfying(said -> assertThat(said).contains("hostNetwork"));
  }

  @Test
  void withoutMetricsThereIsNothingToRefuse() {
    assertThat(fault("{containers: [{name: a}]}", "{errorRate: {max: 1%}}")).isEmpty();
  }
}
