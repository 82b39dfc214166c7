package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.RequestAnswer;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.release.Phase;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B1 and B6: what people ask for by annotation, from the words to the pods. */
@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class InstructionsTest {
  KubernetesClient client;
  KubernetesMockServer server;
  private World world;

  @BeforeEach
  void threeVersions() {
    world = new World(client);
    for (var version : new String[] {"1", "2", "3"}) {
      world.apply(Shop.version(version));
      world.settle();
    }
    assertThat(world.status().serving().number()).isEqualTo(3);
  }

  @Test
  void backToTheVersionBeforeAndNotForwardAgain() {
    world.ask("rollback 3 a1");

    world.settle();

    serves(2);
    assertThat(world.status().phase()).isEqualTo("RolledBack");
    assertThat(world.status().reason()).isEqualTo("RollbackRequested");
    assertThat(world.status().lastRequest().answer()).isEqualTo(RequestAnswer.ACCEPTED);
    assertThat(world.record(3).getStatus().outcome()).isEqualTo(ReleaseOutcome.ROLLED_BACK);
    assertThat(world.record(3).getStatus().serving()).isEqualTo(2);
    assertThat(world.status().schema().state()).isEqualTo("SchemaAhead");
    assertThat(world.jobs("smoke-back")).hasSize(1);
    var jobs = world.jobs(".*");
    world.settle();
    assertThat(world.jobs(".*")).isEqualTo(jobs);
  }

  @Test
  void backToAnyVersionThatServedOnceWithItsRevisionReadyAgainInGit() {
    world.ask("rollback 3 to=1 a1");
    world.settle();
    serves(1);

    world.apply(Shop.version("1"));
    world.settle();

    assertThat(world.status().phase()).isEqualTo("Ready");
  }

  @Test
  void aStatusWipedOnTheWayAndAfterItKnowsWhereItWent() {
    world.ask("rollback 3 to=1 a1");
    var wiped = new HashSet<Class<? extends Phase>>();
    world.settle(turn -> {
      if (wiped.add(turn.decision().next().phase().getClass())) {
        world.wipeStatus();
      }
    });
    serves(1);

    world.wipeStatus();
    world.settle();

    serves(1);
    assertThat(world.status().phase()).isEqualTo("RolledBack");
    assertThat(world.status().lastRequest().answer()).isEqualTo(RequestAnswer.REFUSED);
  }

  @Test
  void whatWasGoneBackFromIsReleasedAgainOnRequest() {
    world.ask("rollback 3 a1");
    world.settle();

    world.ask("retry 3 a2");
    world.settle();

    serves(4);
    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.status().version()).isEqualTo("3");
  }

  @Test
  void aPausedReleaseStaysWhereItIsUntilItIsResumed() {
    world.apply(Shop.version("4"));
    world.turn();
    world.ask("pause 4 a1");

    for (int turn = 0; turn < 10; turn++) {
      world.turn();
      world.cluster.play();
      world.clock.pass(Duration.ofMinutes(2));
    }

    assertThat(world.status().pausedAt()).isNotNull();
    assertThat(world.status().reason()).isEqualTo("Paused");
    assertThat(world.jobs("migrate")).hasSize(3);
    world.ask("resume 4 a2");
    world.settle();
    serves(4);
    assertThat(world.status().pausedAt()).isNull();
  }

  @Test
  void whatCannotBeDoneIsAnsweredWithItsReasonAndChangesNothing() {
    var jobs = world.jobs(".*");
    for (var words :
        List.of(
            "rolback 3 a1",
            "rollback 3",
            "rollback three a1",
            "pause 3 to=1 a1",
            "rollback 99999999999 a1",
            "rollback 3 to=7 a1",
            "rollback 2 a1",
            "promote 3 a1",
            "retry 3 a1",
            "x ".repeat(2_000))) {
      world.ask(words);

      world.settle();

      serves(3);
      var answer = world.status().lastRequest();
      assertThat(words).startsWith(answer.request());
      assertThat(answer.answer()).as(words).isEqualTo(RequestAnswer.REFUSED);
      assertThat(answer.message()).as(words).isNotBlank();
    }
    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.jobs(".*")).isEqualTo(jobs);
  }

  private void serves(int number) {
    assertThat(world.status().serving().number()).isEqualTo(number);
    assertThat(world.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, number));
    assertThat(world.deployment(number).getSpec().getReplicas()).isEqualTo(2);
  }
}
