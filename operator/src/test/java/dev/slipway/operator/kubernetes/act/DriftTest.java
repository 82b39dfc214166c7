package dev.slipway.operator.kubernetes.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as somebody's change, and what the API server and others may add. */
class DriftTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String WANTED =
      "{containers: [{name: app, image: a:1, args: [x, y], env: [{name: MODE, value: demo}, {name: EMPTY, value: ''}], resources: {limits: {cpu: 1000m, memory: 1Gi}}}], hostNetwork: false}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          value: demo         | value: live         | t.containers[app].env[MODE].value
          image: a:1          | image: a:2          | t.containers[app].image
          args: [x, y]        | args: [y, x]        | t.containers[app].args
          {name: MODE         | {name: OTHER        | t.containers[app].env[MODE]
          memory: 1Gi         | memory: 2Gi         | t.containers[app].resources.limits.memory
          hostNetwork: false  | hostNetwork: true   | t.hostNetwork
          {name: app          | {name: other        | t.containers[app]
          """)
  void aChangeIsNamedByItsPlace(String from, String to, String place) {
    assertThat(between(WANTED, WANTED.replace(from, to))).contains(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpu: 1000m           | cpu: 1
          memory: 1Gi          | memory: 1073741824
          ", value: ''"        | ''
          ", hostNetwork: false" | ''
          image: a:1           | image: a:1, imagePullPolicy: Always
          env: [               | env: [{name: ADDED, value: x},
          containers: [        | containers: [{name: side, image: s},
          """)
  void whatOthersAddAndHowTheServerWritesItIsNone(String from, String to) {
    var asWritten = from.replace("\"", "");
    assertThat(WANTED).contains(asWritten);
    assertThat(between(WANTED, WANTED.replace(asWritten, to))).isEmpty();
  }

  @Test
  void whatIsGoneAsAWholeIsMissing() {
    assertThat(between(WANTED, "{}")).contains("t.containers[app]");
    assertThat(between("{labels: {}, list: []}", "{}")).isEmpty();
  }

  private static Optional<String> between(String wanted, String present) {
    return Drift.of(tree(wanted), tree(present), "t");
  }

  private static JsonNode tree(String yaml) {
    return JSON.valueToTree(Serialization.unmarshal("t: " + yaml, Map.class)).path("t");
  }
}
