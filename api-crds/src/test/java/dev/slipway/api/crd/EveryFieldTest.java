package dev.slipway.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promises about our own fields; the pod template's are Kubernetes' matter. */
class EveryFieldTest {

  @ParameterizedTest
  @EnumSource
  void explainsItselfInSentences(Definition definition) {
    assertThat(fieldsOf(definition))
        .hasSizeGreaterThan(definition == Definition.RELEASE_REQUEST ? 10 : 60);
    assertThat(fieldsOf(definition))
        .filteredOn(field -> !field.isElement())
        .filteredOn(field -> !field.description().matches("(?s)[A-Z].{8,}\\."))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isBounded(Definition definition) {
    assertThat(fieldsOf(definition)).filteredOn(field -> !isBounded(field.schema())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void namesItsDefault(Definition definition) {
    assertThat(fieldsOf(definition))
        .filteredOn(field -> field.schema().path("default").isValueNode())
        .filteredOn(field -> !field.description().endsWith("Default: " + field.fallback() + "."))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isClosed(Definition definition) {
    assertThat(fieldsOf(definition))
        .filteredOn(field -> field.schema().has("x-kubernetes-preserve-unknown-fields"))
        .allMatch(field -> field.path().endsWith(".template"));
  }

  @ParameterizedTest
  @EnumSource
  void appliesWithPlainKubectl(Definition definition) {
    int limitOfAnnotations = 256 * 1024;
    assertThat(definition.committed().toString().length()).isLessThan(limitOfAnnotations * 3 / 4);
  }

  private static boolean isBounded(JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "string" ->
          schema.has("maxLength")
              || schema.has("enum")
              || schema.path("format").asText().equals("date-time");
      case "array" -> schema.has("maxItems");
      case "integer" -> schema.has("minimum");
      case "object" -> !schema.has("additionalProperties") || schema.has("maxProperties");
      default -> true;
    };
  }

  private static List<Field> fieldsOf(Definition definition) {
    JsonNode root = definition.committed().at("/spec/versions/0/schema/openAPIV3Schema");
    List<Field> fields = new ArrayList<>();
    collect("", root, fields);
    return fields;
  }

  private static void collect(String path, JsonNode schema, List<Field> fields) {
    if (!path.isEmpty()) {
      fields.add(new Field(path, schema));
    }
    if (path.endsWith(".template")) {
      return;
    }
    schema
        .path("properties")
        .properties()
        .forEach(entry -> collect(path + "." + entry.getKey(), entry.getValue(), fields));
    if (schema.has("items")) {
      collect(path + "[]", schema.get("items"), fields);
    }
    if (schema.has("additionalProperties")) {
      collect(path + "{}", schema.get("additionalProperties"), fields);
    }
  }

  private record Field(String path, JsonNode schema) {
    boolean isElement() {
      return path.endsWith("]") || path.endsWith("}");
    }

    String description() {
      return schema.path("description").asText();
    }

    String fallback() {
      return schema.path("default").asText();
    }

    @Override
    public String toString() {
      return path;
    }
  }
}
