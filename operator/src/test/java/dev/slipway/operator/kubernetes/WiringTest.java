package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.release.Phase;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class WiringTest {
  KubernetesClient client;
  KubernetesMockServer server;
  private World world;

  @BeforeEach
  void aCluster() {
    world = new World(client);
  }

  @Test
  void aFirstVersionIsReleased() {
    world.apply(Shop.version("1"));

    world.settle();

    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.status().conditions())
        .singleElement()
        .satisfies(ready -> assertThat(ready.getStatus()).isEqualTo("True"));
    assertThat(world.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, 1));
    assertThat(world.record(1).getStatus().outcome()).isEqualTo(ReleaseOutcome.SUCCEEDED);
    assertThat(world.jobs("migrate")).hasSize(1);
  }

  @Test
  void aSecondVersionTakesOverAndTheFirstGoes() {
    released("1");
    world.apply(Shop.version("2"));

    world.settle();

    assertThat(world.status().serving().number()).isEqualTo(2);
    assertThat(world.status().previousVersion()).isEqualTo("1");
    assertThat(world.deployment(1).getSpec().getReplicas()).isZero();
    assertThat(world.deployment(2).getSpec().getReplicas()).isEqualTo(2);
    assertThat(world.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, 2));
  }

  @Test
  void aCrashingVersionGoesBackAndIsNotTriedAgain() {
    released("1");
    world.cluster.crashes("2");
    world.apply(Shop.version("2"));

    world.settle();

    assertThat(world.status().phase()).isEqualTo("RolledBack");
    assertThat(world.status().reason()).isEqualTo("PodsCrash");
    assertThat(world.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, 1));
    assertThat(world.deployment(1).getSpec().getReplicas()).isEqualTo(2);
    assertThat(world.deployment(2).getSpec().getReplicas()).isZero();

    var jobs = world.jobs(".*");
    world.settle();
    assertThat(world.jobs(".*")).isEqualTo(jobs);
  }

  @Test
  void oldPodsThatStandByKeepTheirSizeWithoutTrafficUntilTheBakeIsOver() {
    released("1");
    world.apply(standingBy("2"));

    world.settle(turn -> {
      if (turn.decision().next().phase() instanceof Phase.Baking) {
        assertThat(world.deployment(1).getSpec().getReplicas()).isEqualTo(2);
        assertThat(world.service().getSpec().getSelector())
            .isEqualTo(Names.revisionSelector(Shop.NAME, 2));
      }
    });

    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.status().serving().number()).isEqualTo(2);
    assertThat(world.deployment(1).getSpec().getReplicas()).isZero();
  }

  private static BackendRelease standingBy(String version) {
    var text = Serialization.asJson(Shop.version(version));
    var bake = "\"bake\":";
    assertThat(text).contains(bake);
    return Serialization.unmarshal(
        text.replace(bake, "\"rollback\":{\"standby\":\"Full\"}," + bake), BackendRelease.class);
  }

  @Test
  void aLoginThatBreaksDuringTheBakeGoesBack_B1() {
    released("1");
    world.cluster.answers(
        "login", "{\"verdict\":\"SmokeFailed\",\"message\":\"POST /login answered 500\"}");
    world.apply(Shop.version("2", "2m"));

    world.settle();

    assertThat(world.status().phase()).isEqualTo("RolledBack");
    assertThat(world.status().reason()).isEqualTo("AuthBroken");
    assertThat(world.jobs("login")).hasSize(2);
    assertThat(world.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, 1));
  }

  @Test
  void aLoginThatWorksIsTriedAgainUntilTheBakeIsOver() {
    released("1");
    world.apply(Shop.version("2", "2m"));

    world.settle();

    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.jobs("login")).hasSize(3);
  }

  @Test
  void theOldPlanIsReadyAgainWithoutAnyJob() {
    released("1");
    world.cluster.crashes("2");
    world.apply(Shop.version("2"));
    world.settle();
    var jobs = world.jobs(".*");

    world.apply(Shop.version("1"));
    world.settle();

    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.jobs(".*")).isEqualTo(jobs);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStatusWipedInEachPhaseEndsRight(boolean crashes) {
    released("1");
    if (crashes) {
      world.cluster.crashes("2");
    }
    world.apply(Shop.version("2"));
    var wiped = new HashSet<Class<? extends Phase>>();

    world.settle(turn -> {
      var phase = turn.decision().next().phase();
      if (!(phase instanceof Phase.Resting) && wiped.add(phase.getClass())) {
        world.wipeStatus();
      }
    });

    assertThat(wiped).hasSizeGreaterThan(4);
    assertThat(world.status().phase()).isEqualTo(crashes ? "RolledBack" : "Ready");
    assertThat(world.status().serving().number()).isEqualTo(crashes ? 1 : 2);
    assertThat(world.service().getSpec().getSelector())
        .isEqualTo(Names.revisionSelector(Shop.NAME, crashes ? 1 : 2));
    assertThat(world.deployment(crashes ? 2 : 1).getSpec().getReplicas()).isZero();
  }

  @Test
  void whatALaterOperatorWroteIsLeftAloneAndSaid() {
    released("1");
    world.edit(status -> status.replace("\"protocol\":1", "\"protocol\":2"));
    world.apply(Shop.version("2"));

    assertThat(world.turn()).isEmpty();

    assertThat(world.jobs("check")).hasSize(1);
    assertThat(world.status().protocol()).isEqualTo(2);
    assertThat(world.status().conditions())
        .anySatisfy(c -> assertThat(c.getReason()).isEqualTo("UnknownProtocol"));
  }

  @Test
  void replicasActAtOnceWhileAReleaseIsInFlight() {
    released("1");
    world.apply(Shop.version("2"));
    world.turn();
    world.scale(4);

    world.turn();
    world.turn();

    assertThat(world.deployment(1).getSpec().getReplicas()).isEqualTo(4);
  }

  @Test
  void anUnstartableSpecSaysWhyAndRecoversWithTheNext() {
    world.apply(Shop.version("1"));
    world.dropConfiguration();
    world.turn();
    assertThat(world.status().reason()).isEqualTo("WaitingForConfiguration");
    assertThat(world.status().message()).contains("settings");

    world.putConfiguration();
    world.settle();

    assertThat(world.status().phase()).isEqualTo("Ready");
  }

  @Test
  void theRevisionKeepsTheConfigurationItWasReleasedWith() {
    released("1");

    var copy =
        client.configMaps().inNamespace(Shop.NAMESPACE).withName("shop-1-settings").require();

    assertThat(copy.getImmutable()).isTrue();
    assertThat(copy.getData()).containsEntry("MODE", "demo");
  }

  @Test
  void aServiceOfSomebodyElseIsLeftAlone() {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(Shop.NAME)
                .withNamespace(Shop.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", "old")
                .endSpec()
                .build())
        .create();
    world.apply(Shop.version("1"));

    world.settle();

    assertThat(world.status().reason()).isEqualTo("NameTaken");
    assertThat(world.service().getSpec().getSelector()).containsOnlyKeys("app");
  }

  @Test
  void aReleaseMadeAnewUnderItsOldNameGoesOnAboveWhatTheLedgerRemembers() {
    world.cluster.answers(
        "migrate", "{\"verdict\":\"Fenced\",\"message\":\"a later run\",\"highest\":41}");
    world.apply(Shop.version("1"));

    world.settle(turn -> {
      if (world.jobs("migrate").size() > 1) {
        world.cluster.answers("migrate", "{\"verdict\":\"Done\",\"message\":\"applied\"}");
      }
    });

    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.jobs("migrate")).hasSize(2);
    assertThat(world.status().seq()).isEqualTo(42);
  }

  @Test
  void noSecretIsEverAskedFor() throws InterruptedException {
    released("1");

    var paths =
        IntStream.range(0, server.getRequestCount())
            .mapToObj(each -> {
              try {
                return server.takeRequest().getPath();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            })
            .toList();

    assertThat(paths).isNotEmpty().noneMatch(path -> path.contains("/secrets"));
  }

  private void released(String version) {
    world.apply(Shop.version(version));
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Ready");
  }
}
