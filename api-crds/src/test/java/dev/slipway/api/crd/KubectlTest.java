package dev.slipway.api.crd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees with kubectl. */
class KubectlTest {
  @TempDir static @Nullable Path folder;
  private static @Nullable ApiServer server;

  @BeforeAll
  static void start() throws IOException {
    server = ApiServer.started();
    Files.writeString(config(), server.kubeconfig());
    for (Example example : List.of(Example.minimal(), Example.record())) {
      server.client().resource(example.resource()).fieldValidation(Validation.STRICT).create();
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void explainsEveryFieldLikeAManual() throws Exception {
    assertThat(kubectl("explain", "brel"))
        .contains("A backend and the version of it that shall serve.");
    assertThat(kubectl("explain", "brel.spec.migrations"))
        .contains("FIELDS:", "path", "-required-");
    assertThat(kubectl("explain", "brel.spec", "--recursive"))
        .contains("requiredEnvironment", "failingFor", "maxUnavailable", "progressDeadline");
    assertThat(kubectl("explain", "relrec.status.verdicts")).contains("FIELDS:");
  }

  @Test
  void explainsThePodTemplateAsKubernetesDoes() throws Exception {
    assertThat(kubectl("explain", "brel.spec.template.spec.containers.ports"))
        .contains("containerPort", "<integer> -required-", "hostPort");
  }

  @Test
  void listsWhatMatters() throws Exception {
    assertThat(header("brel")).isEqualTo("NAME VERSION PHASE STEP READY SERVING AGE");
    assertThat(header("relrec")).isEqualTo("NAME VERSION OUTCOME REASON AUTHOR SCHEMA STARTED AGE");
  }

  @Test
  void theDeploymentLogIsATableForPeople_V4() throws Exception {
    Path template = Path.of("..", "docs", "how-to", "deployment-log.gotemplate").toAbsolutePath();
    List<String> lines =
        kubectl("get", "relrec", "-o", "go-template-file=" + template)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    assertThat(lines)
        .containsExactly(
            "| Date | Release | Version | Outcome | Reason | Deployer | Ticket | Notes |",
            "|---|---|---|---|---|---|---|---|",
            "| 2026-01-02T03:04:05Z | shop-1 | 1.0.0 |  |  | ci@example.org | SHOP-7 |"
                + " \"first of two\\nlines\" |");
  }

  @Test
  void findsBothKindsByTheirCategory() throws Exception {
    assertThat(kubectl("get", "release", "-o", "name"))
        .contains("backendrelease.slipway.dev/", "releaserecord.slipway.dev/");
    assertThat(kubectl("get", "all", "-o", "name")).contains("backendrelease.slipway.dev/");
  }

  @Test
  void scales() throws Exception {
    kubectl("scale", "brel/shop", "--replicas=4");

    assertThat(kubectl("get", "brel", "shop", "-o", "jsonpath={.spec.replicas}")).isEqualTo("4");
  }

  @Test
  void refusesATypoWithItsName() throws Exception {
    assertThat(
            kubectl("patch", "brel", "shop", "--type=merge", "-p", "{\"spec\":{\"bakee\":\"1m\"}}"))
        .contains("unknown field \"spec.bakee\"");
  }

  private static String header(String kind) throws Exception {
    return kubectl("get", kind).lines().findFirst().orElse("").replaceAll(" +", " ").strip();
  }

  /** Output and errors. */
  private static String kubectl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(binary().toString()));
    command.addAll(List.of("--kubeconfig", config().toString(), "-n", "default"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .directory(Objects.requireNonNull(folder).toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }

  private static Path config() {
    return Objects.requireNonNull(folder).resolve("config");
  }

  /** Next to the API server, so that both are of one version. */
  private static Path binary() throws IOException {
    Path versions = Path.of(Objects.requireNonNull(System.getenv("KUBE_API_TEST_DIR")), "k8s");
    try (var found = Files.walk(versions)) {
      return found.filter(file -> file.endsWith("kubectl")).findFirst().orElseThrow();
    }
  }
}
