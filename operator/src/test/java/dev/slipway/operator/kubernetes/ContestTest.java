package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.kubernetes.children.Names;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody else writes the fields of children, once or again and again, on a real API server. */
@ExtendWith(ApiServer.Shared.class)
class ContestTest {
  private static final String MODE =
      "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\",\"env\":[{\"name\":\"SLIPWAY_SEQ\",\"value\":\"%s\"}]}]}}}}";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MINUTES = 30;

  /** Put back after 0, 10, 20, 40 … seconds: the eighth time after 21 minutes. */
  private static final int TIMES = 9;

  private World world;
  private Bystander bystander;

  @BeforeEach
  void versionOneServes(ApiServer server) {
    world = World.serving(server, "1");
    bystander = new Bystander(server.client());
  }

  @Test
  void whatSomebodyEditsOnceIsPutBackAndSaid() {
    var before = world.status();
    bystander.writes("kubectl-edit", Deployment.class, "shop-1", MODE.formatted("hot fix"));
    world.turns(1, MINUTE);

    assertThat(seq()).isEqualTo("99");
    assertThat(world.events("PutBack"))
        .containsExactly(
            "kubectl-edit changed spec.template.spec.containers[app].env[SLIPWAY_SEQ].value of Deployment shop-1; it is put back. What shall run stands in the BackendRelease: change it there");
    world.turns(3, MINUTE);
    assertThat(world.status()).isEqualTo(before);
    assertThat(world.events("Contested")).isEmpty();
    assertThat(world.children().records()).hasSize(1);
  }

  @Test
  void whatSomebodyRemovesIsPutBackToo() {
    bystander.writes(
        "kubectl-edit",
        Deployment.class,
        "shop-1",
        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\",\"env\":[{\"name\":\"URL\",\"$patch\":\"delete\"}]}]}}}}");
    assertThat(env("URL")).isNull();
    world.turns(1, MINUTE);
    assertThat(env("URL")).isNotNull();
  }

  @Test
  void aManagerThatFightsForAValueIsReportedAndNotFoughtForEver() {
    fights(
        () -> bystander.writes("stubborn", Deployment.class, "shop-1", MODE.formatted("1")),
        () -> seq().equals("99"),
        "spec.template.spec.containers[app].env[SLIPWAY_SEQ].value of Deployment shop-1");
  }

  @Test
  void aManagerThatFightsForReplicasIsReportedAndNotFoughtForEver() {
    fights(
        () ->
            bystander.writes("stubborn", Deployment.class, "shop-1", "{\"spec\":{\"replicas\":1}}"),
        () -> world.deployment(1).getSpec().getReplicas() == 2,
        "spec.replicas of Deployment shop-1");
  }

  @Test
  void aManagerThatFightsForTheSelectorIsReportedAndNotFoughtForEver() {
    fights(
        () ->
            bystander.writes(
                "stubborn",
                Service.class,
                Shop.NAME,
                "{\"spec\":{\"selector\":{\"slipway.dev/revision\":\"7\"}}}"),
        () -> world.service().getSpec().getSelector().equals(Names.revisionSelector(Shop.NAME, 1)),
        "spec.selector of Service shop");
  }

  @Test
  void theRevisionsOwnServiceIsPutBackToo() {
    bystander.writes(
        "kubectl-edit",
        Service.class,
        "shop-1",
        "{\"spec\":{\"selector\":{\"slipway.dev/revision\":\"7\"}}}");
    world.turns(1, MINUTE);
    assertThat(world.events("PutBack")).hasSize(1);
    world.apply(Shop.version("2"));
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Ready");
  }

  @Test
  void aHeldReleaseIsLeftToPeople() {
    world.apply(Shop.heldWhereItFails("2"));
    world.cluster.crashes("2");
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Held");

    bystander.writes("kubectl-edit", Deployment.class, "shop-1", MODE.formatted("tried by hand"));
    world.turns(3, MINUTE);
    assertThat(seq()).isEqualTo("tried by hand");
  }

  /** The rival has the last word each minute but those in which the value was put back. */
  private void fights(Runnable rival, BooleanSupplier right, String field) {
    var putBack = 0;
    for (var minute = 0; minute < MINUTES; minute++) {
      rival.run();
      world.turn();
      putBack += right.getAsBoolean() ? 1 : 0;
      world.clock.pass(MINUTE);
    }
    assertThat(putBack).isBetween(4, TIMES);
    rival.run();
    world.turn();
    assertThat(world.status().message())
        .contains("stubborn keeps changing " + field + ": put back " + putBack + " times, next at");
    assertThat(world.events("Contested")).isNotEmpty();
    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.children().records()).hasSize(1);

    world.clock.pass(Duration.ofMinutes(MINUTES));
    world.turns(3, MINUTE);
    assertThat(right.getAsBoolean()).isTrue();
    assertThat(world.status().message()).isEqualTo("version 1 serves all traffic");
  }

  private String seq() {
    return env("SLIPWAY_SEQ").getValue();
  }

  private EnvVar env(String name) {
    return world
        .deployment(1)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getEnv()
        .stream()
        .filter(variable -> variable.getName().equals(name))
        .findFirst()
        .orElse(null);
  }
}
