package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real etcd and kube-apiserver, for one test class of this module at a time. */
public final class ApiServer implements AutoCloseable {
  // Each learns anew how every kind is read, which takes longer than a test's reading.
  static final KubernetesSerialization TOLERANT = Clients.tolerant();
  private static final KubernetesSerialization TRIMMING = Clients.trimming();

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
    client = newClient();
  }

  /** Where there is none the test is skipped aloud; a build server must have one. */
  private static ApiServer started() {
    var directory = System.getenv("KUBE_API_TEST_DIR");
    if (directory == null) {
      var advice =
          "NOT RUN: no API server. Set KUBE_API_TEST_DIR=$(deploy/local/cluster api-test-dir).";
      System.err.println(advice);
      assertThat(System.getenv("CI")).as(advice).isNotEqualTo("true");
      Assumptions.abort(advice);
    }
    return new ApiServer(directory);
  }

  public KubernetesClient client() {
    return client;
  }

  /** A client that may do everything. */
  public KubernetesClient newClient() {
    return client(Config.fromKubeconfig(server.getKubeConfigYaml()), TOLERANT);
  }

  /** A client that may do what this user may, and keeps of what it reads what an operator does. */
  public KubernetesClient newClient(String user) {
    return client(
        new ConfigBuilder(Config.fromKubeconfig(server.getKubeConfigYaml()))
            .withImpersonateUsername(user)
            // The field manager of what it creates, as the operator's own client says it.
            .withUserAgent("slipway/operator")
            .build(),
        TRIMMING);
  }

  private static KubernetesClient client(Config config, KubernetesSerialization words) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(new Writings()::into)
        .withKubernetesSerialization(words)
        .build();
  }

  /** Makes a namespace where there is none of the name, with the account its pods need. */
  public void namespace(String name) {
    if (client.namespaces().withName(name).get() != null) {
      return;
    }
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    var account = new ServiceAccountBuilder().withNewMetadata().withName("default").endMetadata();
    client.serviceAccounts().inNamespace(name).resource(account.build()).create();
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }

  /** Gives one to tests and lifecycle methods that take one, the same to all of a class. */
  public static final class Shared implements ParameterResolver {
    private static final ExtensionContext.Namespace OURS =
        ExtensionContext.Namespace.create(ApiServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ApiServer.class;
    }

    @Override
    public ApiServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
      var pool =
          context.getRoot().getStore(OURS).computeIfAbsent(Pool.class, _ -> new Pool(), Pool.class);
      return ofClass(context)
          .getStore(OURS)
          .computeIfAbsent(Lease.class, _ -> pool.lease(), Lease.class)
          .server();
    }

    private static ExtensionContext ofClass(ExtensionContext context) {
      return context
          .getParent()
          .filter(parent -> parent.getParent().isPresent())
          .map(Shared::ofClass)
          .orElse(context);
    }
  }

  /** As many as there are test classes side by side; they all use the same namespaces. */
  private static final class Pool implements AutoCloseable {
    private final Deque<ApiServer> free = new ArrayDeque<>();

    synchronized Lease lease() {
      return new Lease(free.isEmpty() ? started() : free.pop(), this);
    }

    synchronized void back(ApiServer server) {
      free.push(server);
    }

    @Override
    public synchronized void close() {
      free.forEach(ApiServer::close);
    }
  }

  private record Lease(ApiServer server, Pool pool) implements AutoCloseable {
    @Override
    public void close() {
      pool.back(server);
    }
  }
}
