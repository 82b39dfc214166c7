package dev.slipway.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the chart renders for certain values. */
record Manifests(List<JsonNode> documents) {

  static Manifests rendered(Map<String, ?> values) {
    var template =
        new Helm(InstallChart.chart())
            .template()
            .withName(InstallChart.RELEASE)
            .withNamespace("slipway-system")
            .withKubeVersion("v1.34.4");
    values.forEach(template::set);
    try (var documents = new YAMLMapper().readerFor(JsonNode.class).readValues(template.call())) {
      return new Manifests(
          documents.readAll().stream()
              .map(JsonNode.class::cast)
              .filter(JsonNode::isObject)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<JsonNode> ofKind(String kind) {
    return documents.stream().filter(document -> document.path("kind").asText().equals(kind));
  }

  JsonNode deployment() {
    return ofKind("Deployment").findFirst().orElseThrow();
  }

  JsonNode podSpec() {
    return deployment().at("/spec/template/spec");
  }

  JsonNode container() {
    return podSpec().at("/containers/0");
  }

  /** The rules of every role that the operator's own account is bound to. */
  Stream<JsonNode> operatorRules() {
    return Stream.concat(ofKind("ClusterRole"), ofKind("Role"))
        .filter(role -> !role.at("/metadata/name").asText().matches(".*-(view|edit)"))
        .flatMap(role -> role.path("rules").valueStream());
  }

  static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
