package dev.slipway.api.crd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The schema of metav1.Condition, with Kubernetes' own bounds. */
final class StandardCondition {
  private StandardCondition() {}

  static ObjectNode schema() {
    ObjectNode condition = JsonNodeFactory.instance.objectNode().put("type", "object");
    List.of("type", "status", "reason", "message", "lastTransitionTime")
        .forEach(condition.putArray("required")::add);
    ObjectNode properties = condition.putObject("properties");
    text(properties, "type", "Ready, Reconciling or Stalled.").put("maxLength", 316);
    List.of("True", "False", "Unknown")
        .forEach(text(properties, "status", "True, False or Unknown.").putArray("enum")::add);
    text(properties, "reason", "Why, as one word. docs/reference/phases.md lists all.")
        .put("minLength", 1)
        .put("maxLength", 1024)
        .put("pattern", "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
    text(properties, "message", "Why, as a sentence for people.").put("maxLength", 32768);
    text(properties, "lastTransitionTime", "When the status last changed from one to another.")
        .put("format", "date-time");
    properties
        .putObject("observedGeneration")
        .put("type", "integer")
        .put("format", "int64")
        .put("minimum", 0)
        .put("description", "Generation of the object that the condition speaks of.");
    return condition;
  }

  private static ObjectNode text(ObjectNode properties, String name, String description) {
    return properties.putObject(name).put("type", "string").put("description", description);
  }
}
