package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol.Turn;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs already is moved over, on a real API server; docs/how-to/adopt.md. */
@Order(1) // takes long, so it is begun first
@ExtendWith(ApiServer.Shared.class)
class AdoptionTest {
  private World world;
  private Existing existing;
  private Bystander bystander;

  @BeforeEach
  void aShopThatPeopleHaveMade(ApiServer server) {
    existing = Existing.on(server);
    world = existing.world();
    bystander = new Bystander(server.client());
  }

  @Test
  void aGoodVersionTakesOverWhileEnoughPodsAreAlwaysBehindTheService() {
    world.apply(Existing.adopting("2"));
    world.settle(this::enoughPodsAnswer);

    assertThat(world.status().phase()).as(world.status().message()).isEqualTo("Ready");
    assertThat(world.status().serving().number()).isEqualTo(1);
    assertThat(existing.deployment().getSpec().getReplicas()).isZero();
    assertThat(existing.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, 1));
    assertThat(world.record(1).getSpec().previous()).isZero();
    assertThat(world.events("PutBack")).isEmpty();
    existing.isOtherwiseUnchanged();
  }

  @Test
  void whatRanIsRecordedAsRevisionZero() {
    world.apply(Existing.adopting("2"));
    world.settle();

    var record = world.record(0);
    assertThat(record.getSpec().version()).isEqualTo("1.9");
    assertThat(record.getSpec().adopted().deployment()).isEqualTo("shop-web");
    assertThat(record.getSpec().adopted().selector()).isEqualTo(Existing.AS_FOUND);
    assertThat(record.getSpec().plan().template())
        .isEqualTo(existing.asDeployed().getSpec().getTemplate());
    assertThat(record.getStatus().outcome()).isEqualTo(ReleaseOutcome.SUCCEEDED);
    assertThat(record.getStatus().reason()).isEqualTo("Adopted");
  }

  @Test
  void aBadVersionGoesBackToWhatRanBefore_B2() {
    world.cluster.crashes("2");
    world.apply(Existing.adopting("2"));
    world.settle(this::somePodAnswers);

    assertThat(world.status().phase()).as(world.status().message()).isEqualTo("RolledBack");
    assertThat(world.status().serving().number()).isZero();
    assertThat(existing.deployment().getSpec().getReplicas()).isEqualTo(Existing.REPLICAS);
    assertThat(world.deployment(1).getSpec().getReplicas()).isZero();
    assertThat(existing.service().getSpec().getSelector()).isEqualTo(Existing.AS_FOUND);
    assertThat(existing.behindTheService()).hasSize(Existing.REPLICAS).allMatch(Existing::isOld);
    existing.isOtherwiseUnchanged();
  }

  @Test
  void afterABadVersionTheNextOneIsReleasedFromWhatRanBefore() {
    world.cluster.crashes("2");
    world.apply(Existing.adopting("2"));
    world.settle();
    world.apply(Existing.adopting("3"));
    world.settle(this::enoughPodsAnswer);

    assertThat(world.status().phase()).as(world.status().message()).isEqualTo("Ready");
    assertThat(world.status().serving().number()).isEqualTo(2);
    assertThat(world.record(2).getSpec().previous()).isZero();
  }

  @Test
  void aPersonMayGoBackToItLater_B6() {
    world.apply(Existing.adopting("2"));
    world.settle();
    world.ask("rollback 1 to=0 a");
    world.settle(this::somePodAnswers);

    assertThat(world.status().serving().number()).as(world.status().message()).isZero();
    assertThat(existing.deployment().getSpec().getReplicas()).isEqualTo(Existing.REPLICAS);
    assertThat(existing.service().getSpec().getSelector()).isEqualTo(Existing.AS_FOUND);
  }

  @Test
  void theWayBackAsksTheCallersServiceAndExpectsNoVersion() {
    world.cluster.crashes("2");
    world.apply(Existing.adopting("2"));
    world.settle();

    assertThat(world.jobs("smoke-back")).hasSize(1);
    var job =
        world
            .client
            .batch()
            .v1()
            .jobs()
            .inNamespace(Shop.NAMESPACE)
            .withName(world.jobs("smoke-back").getFirst())
            .get();
    var env = job.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv();
    assertThat(env)
        .anyMatch(variable -> "http://shop.demo.svc:80".equals(variable.getValue()))
        .noneMatch(variable -> variable.getName().equals("SLIPWAY_EXPECT_VERSION"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStatusThatIsWipedInAnyPhaseIsReadAgain(boolean crashes) {
    if (crashes) {
      world.cluster.crashes("2");
    }
    var wiped = new HashSet<Class<? extends Phase>>();
    world.apply(Existing.adopting("2"));
    world.settle(turn -> {
      somePodAnswers(turn);
      if (wiped.add(turn.decision().next().phase().getClass())) {
        world.wipeStatus();
      }
    });

    assertThat(wiped).hasSizeGreaterThan(4);
    assertThat(world.status().serving().number())
        .as(world.status().message())
        .isEqualTo(crashes ? 0 : 1);
    assertThat(world.children().records()).hasSize(2);
  }

  @Test
  void anOperatorThatEndsInTheMiddleOfItIsFollowedByOneThatFinishes() {
    world.apply(Existing.adopting("2"));
    world.turn();
    assertThat(world.status().serving().number()).isZero();
    existing.losesItsMarks();
    world.client.resource(world.record(0)).delete();
    world.settle(this::enoughPodsAnswer);
    assertThat(world.status().serving().number()).as(world.status().message()).isEqualTo(1);
    assertThat(world.record(0).getStatus().reason()).isEqualTo("Adopted");
    assertThat(existing.deployment().getMetadata().getLabels())
        .containsEntry("slipway.dev/revision", "0")
        .containsEntry("app.kubernetes.io/managed-by", "Helm");
  }

  @Test
  void whatIsWrittenAnewWithoutItsMarksIsStillTheReleases() {
    world.cluster.crashes("2");
    world.apply(Existing.adopting("2"));
    world.settle(turn -> {
      if (turn.decision().next().phase() instanceof Phase.Migrating) {
        existing.losesItsMarks();
      }
    });

    assertThat(world.status().phase()).as(world.status().message()).isEqualTo("RolledBack");
    assertThat(existing.behindTheService()).hasSize(Existing.REPLICAS).allMatch(Existing::isOld);
  }

  @Test
  void aRestartByHandInTheMiddleOfItLeavesNoCallerAlone() {
    world.cluster.crashes("2");
    var restarted = new HashSet<Class<? extends Phase>>();
    world.apply(Existing.adopting("2"));
    world.settle(turn -> {
      somePodAnswers(turn);
      var phase = turn.decision().next().phase();
      if (!(phase instanceof Phase.Resting) && restarted.add(phase.getClass())) {
        restart(phase.getClass().getSimpleName());
      }
    });

    assertThat(restarted).hasSizeGreaterThan(4);
    assertThat(world.status().phase()).as(world.status().message()).isEqualTo("RolledBack");
    assertThat(existing.service().getSpec().getSelector()).isEqualTo(Existing.AS_FOUND);
    assertThat(existing.behindTheService()).hasSize(Existing.REPLICAS).allMatch(Existing::isOld);
  }

  @Test
  void theOldDeploymentIsMadeAgainWhereSomebodyHasDeletedItAndItIsGoneBackTo() {
    world.apply(Existing.adopting("2"));
    world.settle();
    world.client.resource(existing.deployment()).delete();
    world.ask("rollback 1 to=0 a");
    world.settle();

    assertThat(world.status().serving().number()).as(world.status().message()).isZero();
    assertThat(existing.deployment().getSpec().getTemplate())
        .isEqualTo(existing.asDeployed().getSpec().getTemplate());
    assertThat(existing.deployment().getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void neitherIsEverDeletedByAnybodyOfOurs() {
    world.oneOperator();
    world.apply(Existing.adopting("2"));
    world.settle();
    for (var version = 3; version < 15; version++) {
      world.apply(Existing.adopting(Integer.toString(version)));
      world.settle();
    }

    assertThat(world.children().records()).noneMatch(record -> record.getSpec().number() == 0);
    existing.isOtherwiseUnchanged();
    assertThat(existing.deployment().getSpec().getReplicas()).isZero();
    assertThat(world.status().phase()).isEqualTo("Ready");
  }

  private void restart(String when) {
    bystander.writes(
        "kubectl-rollout",
        Deployment.class,
        "shop-web",
        "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\"%s\"}}}}}"
            .formatted(when));
  }

  private void enoughPodsAnswer(Turn turn) {
    assertThat(existing.behindTheService())
        .as("%s", turn)
        .hasSizeGreaterThanOrEqualTo(Existing.REPLICAS);
  }

  private void somePodAnswers(Turn turn) {
    assertThat(existing.behindTheService()).as("%s", turn).isNotEmpty();
  }
}
