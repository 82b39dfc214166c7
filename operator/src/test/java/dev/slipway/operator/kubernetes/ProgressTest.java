package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.analysis.PodAddress;
import dev.slipway.operator.kubernetes.children.JobFactory;
import dev.slipway.operator.ops.ReleaseMeters;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a migration runs, people read in the status how far it is. */
@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class ProgressTest {
  private static final String WORDS =
      "index shop.i: building index, 42 % of blocks, file V7__y.sql";

  KubernetesClient client;
  private World world;
  private final Reports reports = new Reports();

  @BeforeEach
  void aMigrationThatRuns() {
    world = new World(client);
    world.apply(Shop.version("1"));
    for (int turn = 0; turn < 50 && world.jobs("migrate").isEmpty(); turn++) {
      world.turn();
      if (world.jobs("migrate").isEmpty()) {
        world.cluster.play();
      }
      world.clock.pass(Duration.ofSeconds(3));
    }
  }

  @Test
  void theStatusEndsWithWhatTheRunnerSays() {
    runs(false);

    turn();

    assertThat(world.status().phase()).isEqualTo("Migrating");
    assertThat(world.status().message()).endsWith("runs; " + WORDS);
    assertThat(reports.asked).hasSize(1);
    assertThat(reports.asked.getFirst().ip()).isEqualTo("10.0.0.9");
    assertThat(reports.port).isEqualTo(JobFactory.REPORT_PORT);
  }

  @Test
  void aPodInTheHostsNetworkIsNotAsked() {
    runs(true);

    turn();

    assertThat(reports.asked).isEmpty();
    assertThat(world.status().message()).doesNotContain("42 %");
  }

  private void turn() {
    world.clock.pass(Duration.ofSeconds(10));
    var turns =
        Turns.with(
            client,
            client,
            reports,
            new Unwatched(),
            new ShownPods(new Inventory(client)),
            new Narrator(new Events(client, "test"), new ReleaseMeters(new SimpleMeterRegistry())),
            "example.org/runner",
            world.clock);
    turns.take(world.release(), world.children());
  }

  private void runs(boolean hostNetwork) {
    Job job =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(Shop.NAMESPACE)
            .withName(world.jobs("migrate").getFirst())
            .require();
    var template = job.getSpec().getTemplate();
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(job.getMetadata().getName() + "-x")
                .withNamespace(Shop.NAMESPACE)
                .withLabels(template.getMetadata().getLabels())
                .withCreationTimestamp(world.clock.instant().toString())
                .addNewOwnerReference()
                .withKind("Job")
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(template.getSpec())
                .editSpec()
                .withHostNetwork(hostNetwork)
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withPodIP("10.0.0.9")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build())
        .create();
  }

  private static final class Reports extends Quiet {
    private List<PodAddress> asked = new ArrayList<>();
    private int port;

    @Override
    public Optional<String> progress(String releaseUid, List<PodAddress> pods, int port) {
      this.asked = pods;
      this.port = port;
      return pods.isEmpty() ? Optional.empty() : Optional.of(WORDS);
    }
  }
}
