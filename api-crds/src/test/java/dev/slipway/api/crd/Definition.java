package dev.slipway.api.crd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CRD: generated from the records, finished by hand-written steps, committed in the chart. */
enum Definition {
  BACKEND_RELEASE("backendreleases.slipway.dev", BackendRelease.class),
  RELEASE_RECORD("releaserecords.slipway.dev", ReleaseRecord.class),
  RELEASE_REQUEST("releaserequests.slipway.dev", ReleaseRequest.class);

  private static final Path CHART = Path.of("..", "charts", "slipway", "files", "crds");
  private static final String HEADER =
      """
      # Generated from the records in api-crds; change those, then write this file anew:
      #   ./mvnw -pl api-crds test -Dtest=CommittedDefinitionsTest -Dslipway.crds=write
      """;

  private final String fullName;
  private final Class<? extends HasMetadata> kind;

  Definition(String fullName, Class<? extends HasMetadata> kind) {
    this.fullName = fullName;
    this.kind = kind;
  }

  /** Where the chart takes it from. */
  Path file() {
    return CHART.resolve(fullName + ".yaml");
  }

  /** As the records say it now. */
  ObjectNode generated() {
    List<ObjectNode> made = new ArrayList<>();
    new CRDGenerator()
        .customResourceClasses(List.<Class<? extends HasMetadata>>of(kind))
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String version) {
                made.add(json(crd));
                return crd;
              }
            })
        .withOutput(new Nowhere())
        .generate();
    return new Finishing(this, made.get(0)).finished();
  }

  ObjectNode committed() {
    try {
      return (ObjectNode) yaml().readTree(file().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write() throws IOException {
    Files.createDirectories(CHART);
    Files.writeString(file(), HEADER + yaml().writeValueAsString(generated()));
  }

  private static ObjectNode json(HasMetadata crd) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(new KubernetesSerialization().asJson(crd));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static YAMLMapper yaml() {
    return YAMLMapper.builder()
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .build();
  }

  /** The generator insists on writing; what it writes is not finished yet. */
  private static final class Nowhere implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    @Override
    public ByteArrayOutputStream outputFor(String crdName) {
      return new ByteArrayOutputStream();
    }

    @Override
    public void close() {}
  }
}
