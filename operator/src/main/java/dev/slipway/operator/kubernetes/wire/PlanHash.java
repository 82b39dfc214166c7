package dev.slipway.operator.kubernetes.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import dev.slipway.api.v1alpha1.Database;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Identity of a plan. Two specs that would run the same pods on the same database have the same
 * hash, whatever their notes, limits and replicas say.
 */
public final class PlanHash {
  private static final JsonMapper PLAIN = JsonMapper.builder().build();

  private final KubernetesSerialization serialization;

  public PlanHash(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /** SHA-256 over JSON with sorted keys and without empty members. */
  public String of(BackendReleaseSpec spec, Map<String, String> digests) {
    var parts = new LinkedHashMap<String, Object>();
    parts.put("version", spec.version());
    parts.put("template", spec.template());
    parts.put("migrations", spec.migrations());
    parts.put("database", withoutLimits(spec.database()));
    parts.put("service", spec.service());
    parts.put("configuration", new TreeMap<>(digests));
    return Digest.of(canonical(parts));
  }

  /** How much of the server a pod may take says nothing of what is released. */
  private static @Nullable Database withoutLimits(@Nullable Database database) {
    return database == null
        ? null
        : new Database(database.application(), database.migrator(), database.schemas(), null);
  }

  /** Identity of what runs without a plan; no plan has the same. */
  public String ofRunning(PodTemplateSpec template) {
    return Digest.of(canonical(Map.of("running", template)));
  }

  /** The same for what a ConfigMap holds. */
  public String ofData(Map<String, String> text, Map<String, String> binary) {
    return Digest.of(canonical(Map.of("data", text, "binaryData", binary)));
  }

  private String canonical(Object parts) {
    try {
      return sorted(PLAIN.readTree(serialization.asJson(parts))).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written as JSON is readable", e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      var members = PLAIN.createObjectNode();
      var names = new TreeMap<String, JsonNode>();
      node.properties().forEach(member -> names.put(member.getKey(), member.getValue()));
      names.forEach((name, value) -> {
        if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
          members.set(name, sorted(value));
        }
      });
      return members;
    }
    if (node.isArray()) {
      var elements = PLAIN.createArrayNode();
      node.forEach(element -> elements.add(sorted(element)));
      return elements;
    }
    return node;
  }
}
