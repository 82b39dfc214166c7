package dev.slipway.faults.ground;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * etcd, kube-apiserver and kube-controller-manager as processes of this one. Of the controllers run
 * those a release meets: Deployments, ReplicaSets, Jobs, garbage and namespaces. There is no
 * scheduler and no kubelet.
 */
public final class ControlPlane implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String CONTROLLERS =
      "deployment-controller,replicaset-controller,job-controller,garbage-collector-controller,namespace-controller";

  /** Nobody here has accounts, limits, quotas or volumes, and some of them ask for each object. */
  private static final String WITHOUT =
      "ServiceAccount,LimitRanger,ResourceQuota,StorageObjectInUseProtection,PersistentVolumeClaimResize,DefaultStorageClass,DefaultIngressClass,RuntimeClass,PodSecurity";

  private final Path bin;
  private final Path folder;
  private final String token = UUID.randomUUID().toString();
  private final Deque<Daemon> daemons = new ArrayDeque<>();
  private final URI address;
  private final SSLContext trust;

  /**
   * Starts it and waits until it answers.
   *
   * @param bin folder of the binaries
   * @param folder where data and logs go; it must exist
   */
  public ControlPlane(Path bin, Path folder) {
    this.bin = bin;
    this.folder = folder;
    try {
      var etcd = "http://127.0.0.1:" + freePort();
      address = URI.create("https://127.0.0.1:" + freePort());
      etcd(etcd);
      server(etcd);
      await(() -> Files.exists(certificate()));
      trust = Keys.trusting(certificate());
      await(this::ready);
      controllers();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  public URI address() {
    return address;
  }

  public SSLContext trust() {
    return trust;
  }

  /** Whoever shows it may do everything. */
  public String token() {
    return token;
  }

  /** A client that goes straight to the API server. */
  public KubernetesClient client(KubernetesSerialization words) {
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(address.toString())
            .withOauthToken(token)
            .withCaCertFile(certificate().toString())
            .withRequestTimeout(PATIENCE_MILLIS)
            .withUserAgent("slipway/faults")
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(words)
        .build();
  }

  private Path certificate() {
    return folder.resolve("pki/apiserver.crt");
  }

  private void etcd(String clients) {
    var peers = "http://127.0.0.1:" + freePort();
    daemon(
        "etcd",
        "--data-dir",
        folder.resolve("etcd").toString(),
        "--unsafe-no-fsync",
        "--log-level=error",
        "--listen-client-urls=" + clients,
        "--advertise-client-urls=" + clients,
        "--listen-peer-urls=" + peers,
        "--initial-advertise-peer-urls=" + peers,
        "--initial-cluster=default=" + peers);
  }

  private void server(String etcd) throws IOException {
    Files.createDirectories(folder.resolve("pki"));
    var key = folder.resolve("pki/accounts.key");
    Keys.writeSigningKey(key);
    var tokens =
        Files.writeString(folder.resolve("tokens.csv"), token + ",faults,1,\"system:masters\"\n");
    daemon(
        "kube-apiserver",
        "--etcd-servers=" + etcd,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--secure-port=" + address.getPort(),
        "--cert-dir=" + folder.resolve("pki"),
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=10.96.0.0/12",
        "--authorization-mode=AlwaysAllow",
        "--token-auth-file=" + tokens,
        "--disable-admission-plugins=" + WITHOUT,
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + key,
        "--service-account-signing-key-file=" + key,
        "--enable-priority-and-fairness=false",
        "--profiling=false");
  }

  private void controllers() throws IOException {
    var kubeconfig =
        Files.writeString(
            folder.resolve("controllers.kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "%s", certificate-authority: "%s"}}]
            users: [{name: u, user: {token: "%s"}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """
                .formatted(address, certificate(), token));
    daemon(
        "kube-controller-manager",
        "--kubeconfig=" + kubeconfig,
        "--controllers=" + CONTROLLERS,
        "--leader-elect=false",
        "--use-service-account-credentials=false",
        "--secure-port=0",
        "--kube-api-qps=500",
        "--kube-api-burst=1000",
        "--concurrent-namespace-syncs=4");
  }

  private void daemon(String program, String... arguments) {
    var command = new ArrayList<>(List.of(bin.resolve(program).toString()));
    command.addAll(List.of(arguments));
    daemons.push(new Daemon(folder.resolve(program + ".log"), command));
  }

  private boolean ready() {
    try (var client = HttpClient.newBuilder().sslContext(trust).build()) {
      var request =
          HttpRequest.newBuilder(address.resolve("/readyz"))
              .header("Authorization", "Bearer " + token)
              .timeout(Duration.ofSeconds(5))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void await(BooleanSupplier holds) {
    if (!Wait.until(
            PATIENCE, () -> holds.getAsBoolean() || !daemons.stream().allMatch(Daemon::alive))
        || !holds.getAsBoolean()) {
      throw new IllegalStateException(
          "the control plane does not start; its logs are in " + folder);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    daemons.forEach(Daemon::close);
    daemons.clear();
  }
}
