package dev.slipway.operator.kubernetes;

import static dev.slipway.operator.kubernetes.RunningOperator.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.ServingStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator with its watches and the chart's permissions moves something over. */
@ExtendWith(ApiServer.Shared.class)
class AdoptionWatchTest {
  private World world;

  @BeforeEach
  void aShopThatPeopleHaveMade(ApiServer server) {
    new Permissions(server.client()).grant();
    world = World.on(server, server.client());
  }

  @Test
  void whatIsMissingIsWaitedForAndPodsWithoutOurLabelsAreSeen(ApiServer server) {
    var user = server.newClient(Permissions.USER);
    try (var operator = new RunningOperator(user, Shop.NAMESPACE, () -> true)) {
      world.apply(Existing.adopting("2"));
      eventually(() -> assertThat(reason()).isEqualTo("WaitsToAdopt"));
      assertThat(world.status().message())
          .contains("the Deployment shop-web, which does not exist in this namespace");

      var existing = Existing.in(world);

      eventually(() -> {
        world.cluster.play();
        assertThat(world.status().serving())
            .as(String.valueOf(world.status().message()))
            .extracting(ServingStatus::number)
            .isEqualTo(1L);
      });
      assertThat(existing.deployment().getSpec().getReplicas()).isZero();
      assertThat(operator.exits).isEmpty();
      assertThat(world.events("ActionFailed")).isEmpty();
    }
  }

  private String reason() {
    var status = world.status();
    return status == null ? "" : String.valueOf(status.reason());
  }
}
