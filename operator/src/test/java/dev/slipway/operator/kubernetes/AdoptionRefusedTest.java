package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not moved over as it is, and others who have a hand in it, on a real API server. */
@ExtendWith(ApiServer.Shared.class)
class AdoptionRefusedTest {
  private World world;
  private Existing existing;
  private Bystander bystander;

  @BeforeEach
  void aShopThatPeopleHaveMade(ApiServer server) {
    existing = Existing.on(server);
    world = existing.world();
    bystander = new Bystander(server.client());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app: shop}|tier: x}|spec.template.metadata.labels has tier=x",
        "replicas: 2|replicas: 1|spec.replicas is 1, but the Deployment shop-web runs 2",
        "targetPort: 8080|targetPort: 8081|leads port 80 to 8080",
      })
  void whatCannotBeMovedOverIsRefusedAndLeftAsItIs(String here, String there, String said) {
    world.apply(Existing.adopting("2", text -> text.replace(here, there)));
    world.turns(3, Duration.ofSeconds(10));

    assertThat(world.status().phase()).isEqualTo("Invalid");
    assertThat(world.status().message()).contains(said);
    existing.isUntouched();
    assertThat(world.children().records()).isEmpty();

    // Ports never change, so the release is made anew; nothing was made for it yet.
    world.client.resource(world.release()).delete();
    world.apply(Existing.adopting("2"));
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Ready");
  }

  @Test
  void whatIsNotSettledIsWaitedFor() {
    bystander.writes("kubectl", Deployment.class, "shop-web", "{\"spec\":{\"paused\":true}}");
    world.apply(Existing.adopting("2"));
    world.turns(3, Duration.ofSeconds(10));
    assertThat(world.status().phase()).isEqualTo("Waiting");
    assertThat(world.status().reason()).isEqualTo("WaitsToAdopt");
    assertThat(world.status().message()).contains("is paused");
    existing.isUntouched();
    assertThat(world.children().records()).isEmpty();

    bystander.writes("kubectl", Deployment.class, "shop-web", "{\"spec\":{\"paused\":false}}");
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Ready");
  }

  @Test
  void withoutAdoptTheServiceOfOthersIsRefusedWithTheWayToIt() {
    world.apply(Existing.adopting("2", text -> text.replaceFirst("(?m)^  adopt: .*$", "")));
    world.turns(2, Duration.ofSeconds(10));

    assertThat(world.status().reason()).isEqualTo("NameTaken");
    assertThat(world.status().message()).contains("spec.adopt: {deployment: …, service: shop}");
    existing.isUntouched();
    assertThat(world.children().records()).isEmpty();

    world.apply(Existing.adopting("2"));
    world.settle();
    assertThat(world.status().serving().number()).isEqualTo(1);
  }

  @Test
  void takingAdoptAwayAfterwardsChangesNothing() {
    world.cluster.crashes("2");
    world.apply(Existing.adopting("2"));
    world.settle();
    world.apply(Existing.adopting("3", text -> text.replaceFirst("(?m)^  adopt: .*$", "")));
    world.settle();

    assertThat(world.status().serving().number()).isEqualTo(2);
    assertThat(existing.deployment().getSpec().getReplicas()).isZero();
  }

  @Test
  void aToolThatScalesTheOldDeploymentUpAgainIsNamedAndNotFoughtForEver() {
    world.apply(Existing.adopting("2"));
    world.settle();
    for (var minute = 0; minute < 10; minute++) {
      bystander.writes(
          "argocd-controller", Deployment.class, "shop-web", "{\"spec\":{\"replicas\":2}}");
      world.turns(1, Duration.ofMinutes(1));
    }

    assertThat(world.events("Contested"))
        .anyMatch(words ->
            words.startsWith("argocd-controller keeps changing spec.replicas of Deployment shop"));
    assertThat(existing.behindTheService()).noneMatch(Existing::isOld);
  }
}
