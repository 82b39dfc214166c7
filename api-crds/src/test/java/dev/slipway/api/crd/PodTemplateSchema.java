package dev.slipway.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Kubernetes' own schema of a pod template in the form a CRD may hold, taken from what an API
 * server publishes under /openapi/v3/apis/apps/v1.
 *
 * <p>Every level keeps fields it does not know, so that a newer cluster's fields survive; whether
 * they are right is for that cluster's dry run to say. For the same reason lists of allowed values
 * are dropped.
 */
final class PodTemplateSchema {
  private static final Path STORED =
      Path.of("src", "test", "resources", "kubernetes", "pod-template-1.34.json");
  private static final String ROOT = "io.k8s.api.core.v1.PodTemplateSpec";
  private static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
  private static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
  private static final String UNKNOWN_FIELDS = "x-kubernetes-preserve-unknown-fields";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KEPT =
      Set.of("type", "format", "x-kubernetes-list-type", "x-kubernetes-map-type");

  private final JsonNode published;

  /**
   * @param published the document, as an API server gives it
   */
  PodTemplateSchema(JsonNode published) {
    this.published = published.at("/components/schemas");
  }

  static ObjectNode stored() {
    try (InputStream stored = Files.newInputStream(STORED)) {
      return (ObjectNode) JSON.readTree(stored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void store() throws IOException {
    Files.createDirectories(Objects.requireNonNull(STORED.getParent()));
    Files.writeString(STORED, extracted().toPrettyString() + "\n");
  }

  ObjectNode extracted() {
    ObjectNode template = named(ROOT);
    template.putArray("required").add("spec");
    ObjectNode spec = (ObjectNode) template.at("/properties/spec/properties");
    // A pod template may not have any; the field belongs to running pods.
    spec.remove("ephemeralContainers");
    return template;
  }

  private ObjectNode named(String name) {
    ObjectNode schema = JSON.createObjectNode();
    switch (name) {
      case INT_OR_STRING -> schema.put("x-kubernetes-int-or-string", true);
      // Text, whole numbers and fractions are all legal; no structural type allows just these.
      case QUANTITY -> schema.put(UNKNOWN_FIELDS, true);
      case METADATA -> metadata(schema);
      default -> schema = schemaOf(published.get(name));
    }
    return schema;
  }

  private ObjectNode schemaOf(JsonNode source) {
    String reference = referenceIn(source);
    ObjectNode schema = reference.isEmpty() ? inline(source) : named(reference);
    String description = FirstSentence.of(source.path("description").asText());
    if (!description.isEmpty()) {
      schema.put("description", description);
    }
    return schema;
  }

  private ObjectNode inline(JsonNode source) {
    ObjectNode schema = JSON.createObjectNode();
    for (String keyword : List.of("x-kubernetes-list-map-keys", "required")) {
      if (source.has(keyword)) {
        schema.set(keyword, source.get(keyword));
      }
    }
    source.properties().stream()
        .filter(entry -> KEPT.contains(entry.getKey()))
        .forEach(entry -> schema.set(entry.getKey(), entry.getValue()));
    if (source.has("items")) {
      schema.set("items", itemsOf(source));
    }
    if (source.has("additionalProperties")) {
      schema.set("additionalProperties", schemaOf(source.get("additionalProperties")));
    }
    if (source.has("properties")) {
      ObjectNode properties = schema.putObject("properties");
      source
          .get("properties")
          .properties()
          .forEach(entry -> properties.set(entry.getKey(), schemaOf(entry.getValue())));
      schema.put(UNKNOWN_FIELDS, true);
    }
    return schema;
  }

  /** The keys of a list-map must be required or have a default; no other default is taken over. */
  private ObjectNode itemsOf(JsonNode list) {
    ObjectNode items = schemaOf(list.get("items"));
    items.remove("description");
    JsonNode published = resolved(list.get("items"));
    for (JsonNode key : list.path("x-kubernetes-list-map-keys")) {
      JsonNode fallback = published.path("properties").path(key.asText()).path("default");
      if (!fallback.isMissingNode() && !isRequired(items, key)) {
        ((ObjectNode) items.path("properties").path(key.asText())).set("default", fallback);
      }
    }
    return items;
  }

  private static boolean isRequired(JsonNode schema, JsonNode key) {
    return schema.path("required").valueStream().anyMatch(key::equals);
  }

  private JsonNode resolved(JsonNode source) {
    String reference = referenceIn(source);
    return reference.isEmpty() ? source : published.get(reference);
  }

  /** A reference stands alone, or as the only part of allOf where it has a description. */
  private static String referenceIn(JsonNode source) {
    JsonNode holder = source.has("allOf") ? source.get("allOf").get(0) : source;
    String reference = holder.path("$ref").asText();
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static void metadata(ObjectNode schema) {
    schema.put("type", "object").put(UNKNOWN_FIELDS, true);
    ObjectNode properties = schema.putObject("properties");
    for (String name : List.of("labels", "annotations")) {
      ObjectNode map = properties.putObject(name).put("type", "object");
      map.put("description", "Names and values of the pods' " + name + ".");
      map.putObject("additionalProperties").put("type", "string");
    }
  }
}
