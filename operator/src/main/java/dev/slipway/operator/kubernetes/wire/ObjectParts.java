package dev.slipway.operator.kubernetes.wire;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Collectors;

/** An object as JSON, of which the spec or the status may have to be left out. */
final class ObjectParts {
  static final List<String> NAMES = List.of("spec", "status");

  private static final int MOST_LEVELS = 100;
  private static final String METADATA = "metadata";

  private record Level(JsonNode node, int depth) {}

  private final ObjectNode object;

  ObjectParts(ObjectNode object) {
    this.object = object;
  }

  ObjectNode object() {
    return object;
  }

  /** The object with this part alone. */
  ObjectNode only(String part) {
    var alone = JsonNodeFactory.instance.objectNode();
    object.properties().stream()
        .filter(each -> !NAMES.contains(each.getKey()) || each.getKey().equals(part))
        .forEach(each -> alone.set(each.getKey(), each.getValue()));
    checkDepth(alone);
    return alone;
  }

  void checkDepth() {
    checkDepth(object);
  }

  /** Leaves a part out and says why; what another version wrote stays recognisable as such. */
  void drop(String part, Exception why, String annotation) {
    var dropped = object.remove(part);
    if (part.equals("status") && dropped.path("protocol").isInt()) {
      var protocol = dropped.path("protocol").asInt();
      if (protocol != MemoryCodec.PROTOCOL) {
        object.putObject(part).put("protocol", protocol);
      }
    }
    var annotations = object.withObject("/" + METADATA).withObject("/annotations");
    var before = annotations.path(annotation).asText("");
    annotations.put(annotation, before + (before.isEmpty() ? "" : "; ") + words(part, why));
  }

  private static String words(String part, Exception why) {
    return switch (why) {
      case MismatchedInputException odd when odd.getTargetType() != null ->
          "%s cannot be read: expected %s".formatted(path(odd, part), type(odd.getTargetType()));
      case JsonMappingException odd -> path(odd, part) + " cannot be read";
      case DeepNesting deep -> "%s cannot be read: %s".formatted(part, deep.getMessage());
      default -> part + " cannot be read";
    };
  }

  private static String path(JsonMappingException odd, String part) {
    var path =
        odd.getPath().stream()
            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
            .collect(Collectors.joining("."))
            .replace(".[]", "[]");
    return path.contains(part) ? path.substring(path.indexOf(part)) : part;
  }

  private static String type(Class<?> type) {
    if (Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    return switch (type.getSimpleName()) {
      case "String", "Span" -> "a text";
      case "Boolean" -> "true or false";
      case "List", "ArrayList" -> "a list";
      case "Instant" -> "a time such as 2026-01-01T10:00:00Z";
      default -> "an object";
    };
  }

  private static void checkDepth(JsonNode root) {
    var open = new ArrayDeque<Level>();
    open.push(new Level(root, 0));
    while (!open.isEmpty()) {
      var level = open.pop();
      if (level.depth() > MOST_LEVELS) {
        throw new DeepNesting(MOST_LEVELS);
      }
      level.node().forEach(child -> open.push(new Level(child, level.depth() + 1)));
    }
  }
}
