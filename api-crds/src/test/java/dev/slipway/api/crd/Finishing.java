package dev.slipway.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the generator cannot say: the steps from its output to the CRD in the chart. */
final class Finishing {
  private final Definition definition;
  private final Presentation presentation;
  private final ObjectNode crd;
  private final ObjectNode version;
  private final ObjectNode root;

  Finishing(Definition definition, ObjectNode generated) {
    this.definition = definition;
    this.presentation = Presentation.of(definition);
    this.crd = generated.deepCopy();
    this.version = (ObjectNode) crd.at("/spec/versions/0");
    this.root = (ObjectNode) version.at("/schema/openAPIV3Schema");
  }

  ObjectNode finished() {
    describeRoot();
    writeWholeNumbersAsSuch(root);
    boundPhaseFields();
    switch (definition) {
      case BACKEND_RELEASE -> {
        standardConditions();
        root.withObject("/properties/spec/properties").set("template", podTemplate());
      }
      case RELEASE_RECORD -> {
        root.withObject("/properties/spec/properties/plan/properties")
            .set("template", anyTemplate());
        boundSelector();
      }
      case RELEASE_REQUEST -> {}
    }
    ArrayNode columns = version.putArray("additionalPrinterColumns");
    presentation.columns().forEach(column -> columns.add(column.json()));
    ArrayNode selectable = version.putArray("selectableFields");
    presentation.selectable().forEach(path -> selectable.addObject().put("jsonPath", path));
    return crd;
  }

  private void describeRoot() {
    root.put("description", presentation.description());
    root.putArray("required").add("spec");
    root.withObject("/properties/spec").put("description", presentation.specDescription());
    root.withObject("/properties/status")
        .put("description", "What the operator saw and did. Written by the operator only.");
  }

  /** The generator writes 65535.0. */
  private static void writeWholeNumbersAsSuch(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      for (String bound : new String[] {"minimum", "maximum"}) {
        JsonNode value = object.path(bound);
        if (value.isDouble()) {
          long whole = value.asLong();
          object.set(
              bound, whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole));
        }
      }
    }
    schema.forEach(Finishing::writeWholeNumbersAsSuch);
  }

  private void boundPhaseFields() {
    for (JsonNode properties : root.findValues("fields")) {
      ((ObjectNode) properties).put("maxProperties", 50);
      ((ObjectNode) properties.path("additionalProperties")).put("maxLength", 4096);
    }
  }

  private void boundSelector() {
    var selector = (ObjectNode) root.at("/properties/spec/properties/adopted/properties/selector");
    selector.put("minProperties", 1).put("maxProperties", 50);
    ((ObjectNode) selector.path("additionalProperties")).put("maxLength", 63);
  }

  private void standardConditions() {
    ObjectNode conditions = (ObjectNode) root.at("/properties/status/properties/conditions");
    conditions.put("x-kubernetes-list-type", "map");
    conditions.putArray("x-kubernetes-list-map-keys").add("type");
    conditions.set("items", StandardCondition.schema());
  }

  private ObjectNode podTemplate() {
    ObjectNode template = PodTemplateSchema.stored();
    template.set("description", root.at("/properties/spec/properties/template/description"));
    return template;
  }

  /** A record keeps a template as it was: nothing is pruned, and no later default is added. */
  private ObjectNode anyTemplate() {
    ObjectNode template = root.objectNode();
    template.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
    template.set(
        "description", root.at("/properties/spec/properties/plan/properties/template/description"));
    return template;
  }
}
