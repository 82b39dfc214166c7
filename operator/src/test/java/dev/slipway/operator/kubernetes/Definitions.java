package dev.slipway.operator.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The three kinds as the chart installs them, or as a careless hand would. */
public final class Definitions {
  private static final List<String> PLURALS =
      List.of("backendreleases", "releaserecords", "releaserequests");

  private Definitions() {}

  /** What the chart installs. */
  public static void install(KubernetesClient client) {
    PLURALS.forEach(plural -> store(client, read(client, plural)));
  }

  /** The same in a mock, which establishes nothing. */
  static void mock(KubernetesClient client) {
    PLURALS.forEach(plural -> client.resource(read(client, plural)).create());
  }

  /** The same kinds, taking anything. */
  static void installLax(KubernetesClient client) {
    for (var plural : PLURALS) {
      var crd = read(client, plural);
      crd.getSpec()
          .getVersions()
          .getFirst()
          .getSchema()
          .setOpenAPIV3Schema(
              new JSONSchemaPropsBuilder()
                  .withType("object")
                  .withXKubernetesPreserveUnknownFields(true)
                  .build());
      var version = crd.getSpec().getVersions().getFirst();
      version.getSubresources().setScale(null);
      version.setSelectableFields(List.of());
      store(client, crd);
    }
  }

  private static CustomResourceDefinition read(KubernetesClient client, String plural) {
    var file = Path.of("../charts/slipway/files/crds/" + plural + ".slipway.dev.yaml");
    try (var yaml = Files.newInputStream(file)) {
      return client.apiextensions().v1().customResourceDefinitions().load(yaml).item();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(KubernetesClient client, CustomResourceDefinition crd) {
    var present = client.resource(crd).get();
    if (present == null) {
      client.resource(crd).create();
    } else {
      crd.getMetadata().setResourceVersion(present.getMetadata().getResourceVersion());
      client.resource(crd).update();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> established(client.resource(crd).get()));
  }

  private static boolean established(CustomResourceDefinition crd) {
    return crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
