package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.ReleaseRequestSpec;
import dev.slipway.api.v1alpha1.RequestAnswer;
import dev.slipway.api.v1alpha1.RequestVerb;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** D14 on a real API server: who may resolve a held migration, and what becomes of it. */
@ExtendWith(ApiServer.Shared.class)
class ReleaseRequestTest {
  private static final String FILE = "V2__index.sql";
  private World world;

  @BeforeEach
  void aMigrationOfWhichNobodyCanTellIsHeld(ApiServer server) {
    world = World.serving(server, "1");
    world.cluster.answers("migrate", "{\"verdict\":\"Fenced\",\"message\":\"begun already\"}");
    world.cluster.answers(
        "inspect", "{\"verdict\":\"Done\",\"message\":\"cannot tell\",\"state\":\"Unknown\"}");
    world.apply(Shop.version("2"));
    world.settle();
    assertThat(world.status().phase()).isEqualTo("Held");
    assertThat(world.status().reason()).isEqualTo("MigrationUnknown");
    world.cluster.answers(
        "migrate",
        "{\"verdict\":\"Done\",\"message\":\"applied\",\"applied\":[\"2\"],\"current\":\"2\"}");
  }

  @Test
  void aPersonSaysWhatIsInAndTheReleaseGoesOn_D14() {
    world.client.resource(request("look", 2, me(), List.of(FILE))).create();

    world.settle();

    assertThat(world.status().phase()).isEqualTo("Ready");
    assertThat(world.status().serving().version()).isEqualTo("2");
    assertThat(told("look").getStatus().answer()).isEqualTo(RequestAnswer.ACCEPTED);
    assertThat(environmentOfTheLastMigration())
        .containsEntry("SLIPWAY_ACCEPT_FILES", FILE)
        .containsEntry("SLIPWAY_ACCEPTED_BY", me())
        .doesNotContainKey("SLIPWAY_PLAN");
    var record = world.record(2).getStatus();
    assertThat(record.outcome()).isEqualTo(ReleaseOutcome.SUCCEEDED);
    assertThat(record.requests())
        .singleElement()
        .satisfies(done -> {
          assertThat(done.name()).isEqualTo("look");
          assertThat(done.requestedBy()).isEqualTo(me());
          assertThat(done.reason()).isEqualTo("looked at the catalog");
          assertThat(done.applied()).containsExactly(FILE);
        });
    assertThat(record.steps())
        .extracting(step -> step.name() + " " + step.outcome())
        .containsSubsequence("Inspecting Held", "Migrating Done", "Baking Succeeded");
  }

  @Test
  void aRequestForAnotherAttemptIsAnsweredAndChangesNothing() {
    world.client.resource(request("late", 1, me(), List.of(FILE))).create();

    world.settle();

    assertThat(told("late").getStatus().answer()).isEqualTo(RequestAnswer.REFUSED);
    assertThat(told("late").getStatus().message()).isEqualTo("attempt 2 is held");
    assertThat(world.status().phase()).isEqualTo("Held");
    assertThat(world.record(2).getStatus().outcome()).isEqualTo(ReleaseOutcome.HELD);
    assertThat(world.status().lastReleaseRequest().request()).startsWith("late ");
  }

  @Test
  void nobodyAsksInAnothersName(ApiServer server) {
    new Permissions(server.client()).restrictAuthors();

    await()
        .untilAsserted(() ->
            assertThatThrownBy(() ->
                    world.client.resource(request("forged", 2, "ana", List.of(FILE))).create())
                .hasMessageContaining("write your own name"));
    assertThat(world.client.resource(request("own", 2, me(), List.of(FILE))).create()).isNotNull();
  }

  @Test
  void theOperatorItselfAsksForNothing(ApiServer server) {
    try (var operator = server.newClient(Permissions.USER)) {
      assertThatThrownBy(
              () -> operator.resource(request("self", 2, Permissions.USER, List.of(FILE))).create())
          .hasMessageContaining("forbidden");
    }
  }

  private String me() {
    var answer = world.client.resource(new SelfSubjectReview()).create();
    return answer.getStatus().getUserInfo().getUsername();
  }

  private ReleaseRequest told(String name) {
    return world
        .client
        .resources(ReleaseRequest.class)
        .inNamespace(Shop.NAMESPACE)
        .withName(name)
        .require();
  }

  private Map<String, String> environmentOfTheLastMigration() {
    return world
        .client
        .resources(Job.class)
        .inNamespace(Shop.NAMESPACE)
        .withLabel("slipway.dev/step", "migrate")
        .list()
        .getItems()
        .stream()
        .map(job -> job.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv())
        .filter(env -> env.stream().anyMatch(e -> e.getName().equals("SLIPWAY_ACCEPTED_BY")))
        .flatMap(List::stream)
        .filter(e -> e.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  private static ReleaseRequest request(
      String name, int attempt, String author, List<String> applied) {
    var request = new ReleaseRequest();
    request.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace(Shop.NAMESPACE).build());
    request.setSpec(
        new ReleaseRequestSpec(
            Shop.NAME, attempt, RequestVerb.RESOLVE, author, "looked at the catalog", applied));
    return request;
  }
}
