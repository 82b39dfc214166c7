package dev.slipway.api.crd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A column of kubectl get, in the order of the table; the generator sorts its own by path. */
record Column(String name, String path, String type, int priority) {
  static Column of(String name, String path) {
    return new Column(name, path, "string", 0);
  }

  static Column age() {
    return new Column("Age", ".metadata.creationTimestamp", "date", 0);
  }

  /** Shown by -o wide only. */
  Column wide() {
    return new Column(name, path, type, 1);
  }

  ObjectNode json() {
    ObjectNode column =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("type", type)
            .put("jsonPath", path);
    return priority == 0 ? column : column.put("priority", priority);
  }
}
