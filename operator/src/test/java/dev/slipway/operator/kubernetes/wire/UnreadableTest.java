package dev.slipway.operator.kubernetes.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.kubernetes.Clients;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableTest {
  private static final String GOOD_SPEC =
      "\"spec\":{\"version\":\"1\",\"template\":{\"spec\":{\"containers\":[{\"name\":\"a\"}]}}}";

  private final KubernetesSerialization json = Clients.tolerant();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "spec":"hello"                                            | spec cannot be read: expected an object
          "spec":{"replicas":"canary"}                              | spec.replicas cannot be read: expected a number
          "spec":{"replicas":99999999999}                           | spec.replicas cannot be read
          "spec":{"version":{"canary":1}}                           | spec.version cannot be read: expected a text
          "spec":{"service":[80]}                                   | spec.service cannot be read: expected an object
          "spec":{"bake":{"canary":1}}                              | spec.bake cannot be read: expected a text
          "spec":{"template":{"spec":{"containers":"canary"}}}      | spec.template.spec.containers cannot be read: expected a list
          "spec":{"database":{"schemas":{"canary":1}}}              | spec.database.schemas cannot be read: expected a list
          """)
  void aSpecThatMakesNoSenseIsLeftOutAndSaysWhy(String garbage, String says) {
    var release = release(garbage);

    assertThat(release.getSpec()).isNull();
    assertThat(Unreadable.in(release)).get().asString().contains(says).doesNotContain("canary");
    assertThat(release.getMetadata().getName()).isEqualTo("shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "status":[]                                               | status cannot be read: expected an object
          "status":{"protocol":1,"attempt":{"startedAt":"canary"}}  | status.attempt.startedAt cannot be read: expected a time
          "status":{"conditions":{"canary":true}}                   | status.conditions cannot be read: expected a list
          "status":{"failedPlans":[{"canary":1}]}                   | status.failedPlans[] cannot be read: expected a text
          """)
  void aStatusThatMakesNoSenseIsAsIfItWereLost(String garbage, String says) {
    var release = release(GOOD_SPEC + "," + garbage);

    assertThat(release.getSpec().version()).isEqualTo("1");
    assertThat(MemoryCodec.lost(release.getStatus())).isTrue();
    assertThat(Unreadable.in(release)).get().asString().contains(says).doesNotContain("canary");
  }

  @Test
  void aStatusOfALaterOperatorIsRecognisedThoughItCannotBeRead() {
    var release = release(GOOD_SPEC + ",\"status\":{\"protocol\":2,\"conditions\":{}}");

    assertThat(release.getStatus().protocol()).isEqualTo(2);
    assertThat(release.getStatus().phase()).isNull();
  }

  @Test
  void whatOnlyALaterDefinitionKnowsIsReadWithoutIt() {
    var release =
        release(
            "\"spec\":{\"version\":\"1\",\"canary\":{},\"migrations\":{\"tool\":\"Later\",\"path\":\"/m\"}}");

    assertThat(Unreadable.in(release)).isEmpty();
    assertThat(release.getSpec().version()).isEqualTo("1");
  }

  @Test
  void nestingWithoutEndIsNoWayToStopTheOperator() {
    var levels = 9_000;
    var deep = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);

    var release = release("\"spec\":{\"version\":\"1\",\"template\":" + deep + "}");

    assertThat(release.getSpec()).isNull();
    assertThat(Unreadable.in(release)).get().asString().contains("nested deeper than 100 levels");
  }

  @Test
  void oneObjectDoesNotSpoilAList() {
    var list =
        json.unmarshal(
            "{\"items\":[%s,%s]}".formatted(object("\"spec\":7"), object(GOOD_SPEC)),
            new TypeReference<DefaultKubernetesResourceList<BackendRelease>>() {});

    assertThat(list.getItems()).hasSize(2);
    assertThat(list.getItems().getFirst().getSpec()).isNull();
    assertThat(list.getItems().getLast().getSpec().version()).isEqualTo("1");
  }

  @Test
  void aRecordIsReadTheSameWay() {
    var text =
        "{\"apiVersion\":\"slipway.dev/v1alpha1\",\"kind\":\"ReleaseRecord\",\"metadata\":{\"name\":\"shop-1\"},"
            + "\"spec\":{\"number\":\"one\"}}";

    var record = json.unmarshal(text, ReleaseRecord.class);

    assertThat(record.getSpec()).isNull();
    assertThat(Unreadable.in(record)).get().asString().contains("spec.number");
  }

  private BackendRelease release(String parts) {
    return json.unmarshal(object(parts), BackendRelease.class);
  }

  private static String object(String parts) {
    return """
    {"apiVersion":"slipway.dev/v1alpha1","kind":"BackendRelease","metadata":{"name":"shop","managedFields":[{}]},%s}
    """
        .formatted(parts);
  }
}
