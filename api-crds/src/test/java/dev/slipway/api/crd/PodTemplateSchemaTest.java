package dev.slipway.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * To take the schema from another Kubernetes:
 *
 * <pre>
 * kubectl get --raw /openapi/v3/apis/apps/v1 &gt; /tmp/apps.json
 * ./mvnw -pl api-crds test -Dtest=PodTemplateSchemaTest -Dslipway.openapi=/tmp/apps.json
 * ./mvnw -pl api-crds test -Dtest=CommittedDefinitionsTest -Dslipway.crds=write
 * </pre>
 */
class PodTemplateSchemaTest {

  @BeforeAll
  static void takeFromAnApiServerWhereOneIsGiven() throws IOException {
    var published = System.getProperty("slipway.openapi");
    if (published != null) {
      var openapi = new ObjectMapper().readTree(Path.of(published).toFile());
      new PodTemplateSchema(openapi).store();
    }
  }

  @Test
  void portsHaveKubernetesKeysAndTheirDefault() {
    JsonNode ports =
        PodTemplateSchema.stored()
            .at("/properties/spec/properties/containers/items/properties/ports");
    assertThat(ports.path("x-kubernetes-list-map-keys"))
        .extracting(JsonNode::asText)
        .containsExactly("containerPort", "protocol");
    assertThat(ports.at("/items/properties/protocol/default").asText()).isEqualTo("TCP");
  }

  @Test
  void everyLevelKeepsWhatANewerKubernetesKnows() {
    assertThat(PodTemplateSchema.stored().findParents("properties"))
        .filteredOn(schema -> schema.path("type").asText().equals("object"))
        .isNotEmpty()
        .allMatch(schema -> schema.path("x-kubernetes-preserve-unknown-fields").asBoolean());
  }
}
