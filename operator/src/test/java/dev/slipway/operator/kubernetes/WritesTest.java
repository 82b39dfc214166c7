package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a release costs the API server: each write is one for etcd, and for everybody who watches.
 */
@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class WritesTest {
  private static final int LIMIT = 24;

  /** Of the one who releases, of those who play kubelet and controllers, and what is told apart. */
  private static final Pattern OTHERS =
      Pattern.compile("(POST|PUT|PATCH) backendreleases|.* pods.*|.* jobs/status|.* events");

  KubernetesClient client;
  KubernetesMockServer server;
  private World world;
  private int seen;

  @BeforeEach
  void aCluster() {
    world = new World(client);
    world.oneOperator();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aReleaseWritesNoMoreThanItHasTo(int replicas) throws InterruptedException {
    world.apply(Shop.version("1"));
    world.scale(replicas);
    world.settle();
    counted();
    world.apply(Shop.version("2", "2s"));
    world.scale(replicas);

    world.settle();

    assertThat(world.status().phase()).isEqualTo("Ready");
    var writes = counted();
    assertThat(writes)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "PUT backendreleases/status", 11,
                    "POST releaserecords", 1,
                    "PUT releaserecords/status", 5,
                    "POST jobs", 3,
                    "POST configmaps", 1,
                    "POST services", 1,
                    "POST deployments", 1,
                    "PATCH services", 2,
                    "PATCH deployments", 2 * replicas - 1)));
    assertThat(writes.values().stream().mapToInt(Integer::intValue).sum())
        .isLessThanOrEqualTo(LIMIT + 2 * replicas);
  }

  /** The operator's writes since this was asked last; dry runs and Events are told apart. */
  private Map<String, Integer> counted() throws InterruptedException {
    var counted = new TreeMap<String, Integer>();
    for (var asked = server.getRequestCount(); asked > seen; seen++) {
      var request = server.takeRequest();
      var words = request.getMethod() + " " + kind(request.getPath());
      if (!words.startsWith("GET") && !OTHERS.matcher(words).matches()) {
        counted.merge(words, 1, Integer::sum);
      }
    }
    return counted;
  }

  private static String kind(String path) {
    var parts = path.replaceFirst("^.*/namespaces/[^/]+/", "").split("[/?]", -1);
    return parts[0] + (path.endsWith("/status") ? "/status" : "");
  }
}
