package dev.slipway.operator.kubernetes;

import static dev.slipway.operator.kubernetes.RunningOperator.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator with its watches, against a real API server. */
@ExtendWith(ApiServer.Shared.class)
class RunningOperatorTest {
  private static final String NAMESPACE = "running";

  private KubernetesClient client;

  @BeforeEach
  void ground(ApiServer server) {
    client = server.client();
    Definitions.install(client);
    server.namespace(NAMESPACE);
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build())
        .createOr(present -> present.update());
  }

  @Test
  void aStandbySeesEverythingAndDoesNothingUntilItLeads(ApiServer server) {
    var leads = new AtomicBoolean();
    var release = released("standby");
    try (var operator = new RunningOperator(server, NAMESPACE, leads::get)) {
      eventually(() -> assertThat(operator.alarms.exists(release.getMetadata().getUid())).isTrue());
      assertThat(phase("standby")).isEmpty();

      leads.set(true);
      operator.alarms.wakeAll();

      eventually(() -> assertThat(phase("standby")).isEqualTo("Checking"));
    }
  }

  /** JOSDK 1419: an operator was dead for ever after its permissions were gone for a moment. */
  @Test
  void permissionsThatWereGoneForAMomentAreNoLastingHarm(ApiServer server) {
    var permissions = new Permissions(client);
    permissions.grant();
    var user = server.newClient(Permissions.USER);
    try (var operator = new RunningOperator(user, NAMESPACE, () -> true)) {
      released("before");
      eventually(() -> assertThat(phase("before")).isEqualTo("Checking"));

      permissions.revoke();
      Definitions.installLax(client);
      Definitions.install(client);
      released("meanwhile");
      permissions.grant();

      eventually(() -> assertThat(phase("meanwhile")).isEqualTo("Checking"));
      assertThat(operator.exits).isEmpty();
    }
  }

  @Test
  void aNeighbourThatMigratesTheSameHistoryIsSeen(ApiServer server) {
    try (var operator = new RunningOperator(server, NAMESPACE, () -> true)) {
      released("first");
      released("second");

      eventually(() ->
          assertThat(status("second"))
              .extracting(BackendReleaseStatus::reason)
              .isEqualTo("WaitsForRelease"));
      assertThat(operator.exits).isEmpty();
    }
  }

  private BackendRelease released(String name) {
    var release = Shop.version("1");
    release.getMetadata().setNamespace(NAMESPACE);
    release.getMetadata().setName(name);
    return client.resource(release).create();
  }

  private String phase(String name) {
    var status = status(name);
    return status == null || status.phase() == null ? "" : status.phase();
  }

  private @Nullable BackendReleaseStatus status(String name) {
    return client
        .resources(BackendRelease.class)
        .inNamespace(NAMESPACE)
        .withName(name)
        .require()
        .getStatus();
  }
}
