package dev.slipway.operator.kubernetes.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.ApiServer;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A namespace that enforces the restricted Pod Security Standard, on a real API server. */
@ExtendWith(ApiServer.Shared.class)
class RestrictedTest {
  private static final String NAMESPACE = "restricted";

  private final BackendRelease release =
      Serialization.unmarshal(
          """
          metadata: {name: shop, namespace: restricted, uid: uid-1}
          spec:
            version: "7"
            template: {spec: {containers: [{name: app, image: example.org/shop:7}]}}
            service: {port: 80, targetPort: 8080}
            database: {application: {secret: shop-db}, migrator: {secret: shop-owner}}
            migrations: {tool: Flyway, path: /app/migrations}
            smoke: {health: /health, login: {path: /login, secret: shop-smoke}}
          """,
          BackendRelease.class);

  @BeforeEach
  void enforced(ApiServer server) {
    server.namespace(NAMESPACE);
    server
        .client()
        .namespaces()
        .withName(NAMESPACE)
        .edit(namespace -> {
          namespace
              .getMetadata()
              .getLabels()
              .put("pod-security.kubernetes.io/enforce", "restricted");
          return namespace;
        });
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void admitsThePodOfEveryJob(Step step, ApiServer server) {
    var attempt =
        new Attempt(
            7, "0c2d6d0e-5d0b-4f8a-9f14-3c1d0c1c7f11", "7", "hash", Instant.EPOCH, 2, false);
    var record = RecordFactory.build(release, attempt, Map.of(), 6, null);
    var order =
        new JobOrder(
            release,
            attempt,
            step,
            3,
            record.getSpec().plan(),
            Optional.empty(),
            Optional.empty(),
            new Revision(7, "7", "hash"),
            record.getSpec().plan().smoke());
    var job = new JobFactory("example.org/runner").build(order);

    var pod = pod(step.label(), job.getSpec().getTemplate().getSpec());

    assertThat(server.client().resource(pod).dryRun(true).create()).isNotNull();
  }

  @Test
  void refusesAnOrdinaryPod(ApiServer server) {
    var ordinary = pod("ordinary", release.getSpec().template().getSpec());

    assertThatThrownBy(() -> server.client().resource(ordinary).dryRun(true).create())
        .hasMessageContaining("violates PodSecurity");
  }

  private static Pod pod(String name, PodSpec spec) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withSpec(spec)
        .build();
  }
}
