package dev.slipway.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The served document, asked what an answer may look like. */
final class OpenApiDocument {

  private static final String NAME = "https://shop.example/openapi";

  private final JsonNode document;
  private final JsonSchemaFactory schemas;

  OpenApiDocument(String yaml) throws IOException {
    this.document = new YAMLMapper().readTree(yaml);
    Map<String, String> known = Map.of(NAME, document.toString());
    this.schemas =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012, builder -> builder.schemaLoaders(to -> to.schemas(known)));
  }

  /** A method on a path, as the document describes it. */
  record Operation(String method, String path, JsonNode description) {
    boolean takesJson() {
      return description.at("/requestBody/content").has("application/json");
    }

    boolean isForBearers() {
      return !description.at("/security/0/bearer").isMissingNode();
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        operations.add(
            new Operation(
                method.getKey().toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                method.getValue()));
      }
    }
    return operations;
  }

  /** What is wrong with an answer; empty when the document describes it. */
  String faults(Operation operation, RunningBackend.Answer answer) {
    JsonNode response =
        resolved(operation.description().path("responses").path("" + answer.status()));
    if (response.isMissingNode()) {
      return "status " + answer.status() + " is not described: " + answer.body();
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      return answer.body().isEmpty() ? "" : "a body where none is described";
    }
    String type = answer.header("content-type").replaceFirst(";.*", "");
    if (!content.has(type)) {
      return "media type " + type + " is not described for " + answer.status();
    }
    JsonNode schema = content.path(type).path("schema");
    if (!schema.has("$ref")) {
      return "";
    }
    return schema(schema.path("$ref").asText()).validate(answer.json()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining("; "));
  }

  private JsonSchema schema(String reference) {
    return schemas.getSchema(SchemaLocation.of(NAME + reference));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }
}
