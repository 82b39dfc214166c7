package dev.slipway.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of src/test/resources/api. An invalid one says in its first line what the refusal must
 * name, and holds just what differs from valid/minimal.yaml.
 */
record Example(String name, String refusal, ObjectNode content) {
  private static final Path FOLDER = Path.of("src", "test", "resources", "api");
  private static final String REFUSED = "# refused: ";

  static Stream<Example> valid() throws IOException {
    return in("valid").stream();
  }

  static Stream<Example> invalid() throws IOException {
    ObjectNode minimal = minimal().content();
    return in("invalid").stream()
        .map(example -> {
          ObjectNode whole = minimal.deepCopy();
          merge(whole, example.content());
          return new Example(example.name(), example.refusal(), whole);
        });
  }

  static Example minimal() throws IOException {
    return read(FOLDER.resolve("valid").resolve("minimal.yaml"));
  }

  static Example full() throws IOException {
    return read(FOLDER.resolve("valid").resolve("full.yaml"));
  }

  static Example record() throws IOException {
    return read(FOLDER.resolve("record.yaml"));
  }

  static Example request() throws IOException {
    return read(FOLDER.resolve("request.yaml"));
  }

  /** As a client sends it that knows nothing of our records. */
  GenericKubernetesResource resource() {
    GenericKubernetesResource resource =
        new KubernetesSerialization()
            .unmarshal(content.toString(), GenericKubernetesResource.class);
    resource.getMetadata().setNamespace("default");
    return resource;
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<Example> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      List<Example> examples = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        examples.add(read(file));
      }
      return examples;
    }
  }

  private static Example read(Path file) throws IOException {
    String text = Files.readString(file);
    String first = text.lines().findFirst().orElse("");
    String refusal = first.startsWith(REFUSED) ? first.substring(REFUSED.length()) : "";
    return new Example(
        file.getFileName() + "", refusal, (ObjectNode) new YAMLMapper().readTree(text));
  }

  /** JSON merge patch: null takes a field away. */
  private static void merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(entry -> {
          JsonNode present = target.path(entry.getKey());
          if (entry.getValue().isNull()) {
            target.remove(entry.getKey());
          } else if (present.isObject() && entry.getValue().isObject()) {
            merge((ObjectNode) present, entry.getValue());
          } else {
            target.set(entry.getKey(), entry.getValue());
          }
        });
  }
}
