package dev.slipway.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.Assumptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server makes of the CRDs in the chart. */
class ApiServerTest {
  private static @Nullable ApiServer server;

  @BeforeAll
  static void start() throws IOException {
    server = ApiServer.started();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void forget() {
    for (String kind : new String[] {"BackendRelease", "ReleaseRecord", "ReleaseRequest"}) {
      client()
          .genericKubernetesResources("slipway.dev/v1alpha1", kind)
          .inNamespace("default")
          .delete();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.slipway.api.crd.Example#valid")
  void accepts(Example example) {
    assertThat(created(example)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("dev.slipway.api.crd.Example#invalid")
  void refusesWithASentence(Example example) {
    assertThat(example.refusal()).isNotEmpty();
    assertThatThrownBy(() -> created(example))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(example.refusal());
  }

  @Test
  void fillsInTheDefaults() throws IOException {
    JsonNode spec = json(created(Example.minimal())).path("spec");
    assertThat(spec.path("replicas").asInt()).isEqualTo(1);
    assertThat(spec.at("/strategy/rolling").toString())
        .isEqualTo("{\"delay\":\"0s\",\"maxSurge\":1,\"maxUnavailable\":0}");
    assertThat(spec.at("/analysis/errorRate/max").asText()).isEqualTo("5%");
    assertThat(spec.path("bake").asText()).isEqualTo("10m");
    assertThat(spec.at("/rollback/automatic").asBoolean()).isTrue();
  }

  @Test
  void aNewObjectIsNotCalledHealthyBeforeTheOperatorSawIt() throws IOException {
    JsonNode created = json(created(Example.minimal()));
    assertThat(created.at("/status/observedGeneration").asLong()).isEqualTo(-1);
  }

  @Test
  void theTemplateKeepsWhatItDoesNotKnow() throws IOException {
    JsonNode container = json(created(Example.full())).at("/spec/template/spec/containers/0");
    assertThat(container.path("fieldOfANewerKubernetes").asText()).isEqualTo("kept");
    assertThat(container.at("/resources/requests/cpu").asDouble()).isEqualTo(0.5);
    assertThat(container.at("/ports/0/protocol").asText()).isEqualTo("TCP");
  }

  @Test
  void theTemplateHasTheSchemaOfThisKubernetes() throws IOException {
    Assumptions.assumeThat(client().getKubernetesVersion().getMinor()).startsWith("34");
    JsonNode published = new ObjectMapper().readTree(client().raw("/openapi/v3/apis/apps/v1"));
    assertThat(new PodTemplateSchema(published).extracted()).isEqualTo(PodTemplateSchema.stored());
  }

  @Test
  void ourOwnFieldsArePrunedWhereTheClientDoesNotAskForStrictness() throws IOException {
    Example mistyped = Example.minimal();
    mistyped.content().withObject("/spec").putObject("databse");
    JsonNode created =
        json(client().resource(mistyped.resource()).fieldValidation(Validation.IGNORE).create());
    assertThat(created.path("spec").has("databse")).isFalse();
  }

  @Test
  void scaleChangesReplicasAndNothingElse() throws IOException {
    JsonNode before = json(created(Example.minimal())).path("spec");
    client()
        .genericKubernetesResources("slipway.dev/v1alpha1", "BackendRelease")
        .inNamespace("default")
        .withName("shop")
        .scale(4);
    JsonNode after = json(client().resource(Example.minimal().resource()).get()).path("spec");
    assertThat(after.path("replicas").asInt()).isEqualTo(4);
    assertThat(without(after, "replicas")).isEqualTo(without(before, "replicas"));
  }

  @Test
  void thePortsOfTheServiceNeverChange() throws IOException {
    created(Example.full());
    Example moved = Example.full();
    moved.content().withObject("/spec/service").put("targetPort", 9999);
    assertThatThrownBy(() -> client().resource(moved.resource()).update())
        .hasMessageContaining("the ports cannot change: one Service carries both versions");
  }

  @Test
  void whatIsAdoptedMayBeCorrectedUntilAVersionServesAndTakenAwayAfterwards() throws IOException {
    created(Example.minimal());
    updated(adopting("shpo"));
    updated(adopting("shop"));
    serves("shop");

    assertThatThrownBy(() -> updated(adopting("storefront")))
        .hasMessageContaining("spec.adopt is for the beginning: a version serves already");
    updated(Example.minimal());
    assertThatThrownBy(() -> updated(adopting("shop")))
        .hasMessageContaining("it can be taken away, but neither added nor changed");
  }

  @Test
  void theRecordOfWhatWasAdoptedHasTheNumberZero() throws IOException {
    Example adopted = Example.record();
    adopted.content().withObject("/metadata").put("name", "shop-0");
    adopted.content().withObject("/spec").put("number", 0);
    adopted.content().withObject("/spec/adopted").put("deployment", "shop");
    adopted.content().withObject("/spec/adopted/selector").put("app", "shop");
    assertThat(json(created(adopted)).at("/spec/adopted/selector/app").asText()).isEqualTo("shop");
  }

  private static Example adopting(String deployment) throws IOException {
    Example example = Example.minimal();
    example
        .content()
        .withObject("/spec/adopt")
        .put("deployment", deployment)
        .put("service", "shop");
    return example;
  }

  private static void updated(Example example) {
    client().resource(example.resource()).update();
  }

  private static void serves(String name) {
    client()
        .genericKubernetesResources("slipway.dev/v1alpha1", "BackendRelease")
        .inNamespace("default")
        .withName(name)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"serving\":{\"number\":0,\"version\":\"1\",\"planHash\":\"a\"}}}");
  }

  @Test
  void theSpecOfARecordNeverChanges() throws IOException {
    created(Example.record());
    Example otherAuthor = Example.record();
    otherAuthor.content().withObject("/spec/change").put("author", "somebody else");
    Example otherTemplate = Example.record();
    otherTemplate.content().withObject("/spec/plan/template/spec").put("hostNetwork", true);
    for (Example changed : List.of(otherAuthor, otherTemplate)) {
      assertThatThrownBy(() -> client().resource(changed.resource()).update())
          .hasMessageContaining("a record is history: its spec never changes");
    }
  }

  @Test
  void aRecordKeepsTheTemplateAsItWas() throws IOException {
    JsonNode created = json(created(Example.record()));
    assertThat(created.at("/spec/plan/template"))
        .isEqualTo(Example.record().content().at("/spec/plan/template"));
  }

  @Test
  void aRequestNeverChanges() throws IOException {
    created(Example.request());
    Example otherAuthor = Example.request();
    otherAuthor.content().withObject("/spec").put("requestedBy", "somebody else");
    assertThatThrownBy(() -> client().resource(otherAuthor.resource()).update())
        .hasMessageContaining("a request never changes: make another one, with another name");
  }

  @Test
  void aResolveSaysWhatIsIn() throws IOException {
    Example silent = Example.request();
    silent.content().withObject("/spec").remove("applied");
    assertThatThrownBy(() -> created(silent)).hasMessageContaining("a Resolve needs spec.applied");
    Example nothing = Example.request();
    nothing.content().withObject("/spec").putArray("applied");
    assertThatThrownBy(() -> created(nothing)).hasMessageContaining("spec.applied");
  }

  @Test
  void releasesAndRecordsAreFoundByTheirFields() throws IOException {
    created(Example.minimal());
    assertThat(found("spec.version", "1.0.0")).hasSize(1);
    assertThat(found("spec.version", "2.0.0")).isEmpty();
  }

  private static List<GenericKubernetesResource> found(String field, String value) {
    return client()
        .genericKubernetesResources("slipway.dev/v1alpha1", "BackendRelease")
        .inNamespace("default")
        .withField(field, value)
        .list()
        .getItems();
  }

  private static JsonNode without(JsonNode object, String field) {
    return ((ObjectNode) object.deepCopy()).without(field);
  }

  private static JsonNode json(Object resource) {
    return new ObjectMapper().valueToTree(resource);
  }

  private static GenericKubernetesResource created(Example example) {
    return client().resource(example.resource()).fieldValidation(Validation.STRICT).create();
  }

  private static KubernetesClient client() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.client();
  }
}
