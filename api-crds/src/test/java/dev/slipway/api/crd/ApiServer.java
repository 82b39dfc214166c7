package dev.slipway.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real etcd and kube-apiserver with our CRDs, for the time of a test class. */
final class ApiServer implements AutoCloseable {
  private static final @Nullable String DIRECTORY = System.getenv("KUBE_API_TEST_DIR");

  private final KubeAPIServer server;
  private final KubernetesClient client;

  private ApiServer(String directory) {
    server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(directory)
                .withOfflineMode(true)
                .withStartupTimeout(120_000)
                .build());
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
            .build();
  }

  /** Where there is none the test is skipped aloud; a build server must have one. */
  static ApiServer started() throws IOException {
    if (DIRECTORY == null) {
      String advice =
          "NOT RUN: no API server. Set KUBE_API_TEST_DIR=$(deploy/local/cluster api-test-dir).";
      System.err.println(advice);
      assertThat(System.getenv("CI")).as(advice).isNotEqualTo("true");
      Assumptions.abort(advice);
    }
    ApiServer started = new ApiServer(Objects.requireNonNull(DIRECTORY));
    for (Definition definition : Definition.values()) {
      started.install(definition);
    }
    return started;
  }

  String kubeconfig() {
    return server.getKubeConfigYaml();
  }

  KubernetesClient client() {
    return client;
  }

  private void install(Definition definition) throws IOException {
    try (InputStream yaml = new FileInputStream(definition.file().toFile())) {
      CustomResourceDefinition crd =
          client.apiextensions().v1().customResourceDefinitions().load(yaml).item();
      client.resource(crd).create();
      await().atMost(Duration.ofSeconds(30)).until(() -> isEstablished(client.resource(crd).get()));
    }
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}
