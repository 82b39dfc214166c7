package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The sample backend `shop` in a namespace of its own, with its database and its users. */
public final class Shop {
  static final String NAME = "shop";
  private static final String NAMESPACE_IN_SAMPLES = "shop";

  private final KubernetesClient client;
  private final String namespace;
  private final Path samples;
  private final Users users;

  public Shop(KubernetesClient client, String namespace, Path samples) {
    this.client = client;
    this.namespace = namespace;
    this.samples = samples;
    this.users = new Users(client, namespace);
  }

  Users users() {
    return users;
  }

  String namespace() {
    return namespace;
  }

  /**
   * Namespace under restricted Pod Security, Secrets made up for this run, PostgreSQL up. What an
   * earlier run left is taken away before.
   */
  void open() {
    close();
    Patience.until(
        Duration.ofMinutes(2),
        "what an earlier run left is gone",
        () -> client.namespaces().withName(namespace).get() == null,
        () -> "namespace " + namespace + " is still there");
    RestrictedNamespace.make(client, namespace);
    var appPassword = secret();
    var ownerPassword = secret();
    var url = "jdbc:postgresql://db." + namespace + ".svc:5432/shop";
    store("shop-postgres", Map.of("password", secret()));
    store("shop-db", Map.of("url", url, "username", "shop_app", "password", appPassword));
    store("shop-db-owner", Map.of("url", url, "username", "shop_owner", "password", ownerPassword));
    store("shop-smoke", Map.of("username", "admin", "password", secret()));
    store("shop-app", Map.of("SECRET_KEY", secret(), "JWT_SECRET", secret()));
    store(
        "shop-database-init",
        Map.of(
            "init.sql",
            read("database.sql")
                .replace("@APP_PASSWORD@", appPassword)
                .replace("@OWNER_PASSWORD@", ownerPassword)
                .replace("@BILLING_PASSWORD@", secret())));
    apply("settings.yaml", text -> text);
    apply("postgres.yaml", text -> text);
    Patience.until(
        Duration.ofSeconds(90),
        "PostgreSQL is ready",
        () -> {
          var db = client.apps().deployments().inNamespace(namespace).withName("db").get();
          return db != null && db.getStatus() != null && one(db.getStatus().getReadyReplicas());
        },
        () -> "pods " + podNames());
  }

  /** Applies a file of the samples to this namespace, as kubectl would. */
  void apply(String file, UnaryOperator<String> edit) {
    var text = edit.apply(manifest(file));
    client
        .load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .forceConflicts()
        .serverSideApply();
  }

  /** A file of the samples as it belongs into this namespace. */
  String manifest(String file) {
    return Images.localized(read(file))
        .replace("namespace: " + NAMESPACE_IN_SAMPLES, "namespace: " + namespace);
  }

  /** Applies the release file of a version. */
  void release(String version) {
    apply("release-v" + version + ".yaml", text -> text);
  }

  BackendRelease see() {
    var release =
        client.resources(BackendRelease.class).inNamespace(namespace).withName(NAME).get();
    if (release == null) {
      throw new BrokenPromise("BackendRelease " + NAME + " is gone");
    }
    return release;
  }

  List<ReleaseRecord> records() {
    return client.resources(ReleaseRecord.class).inNamespace(namespace).list().getItems();
  }

  List<String> podNames() {
    return client.pods().inNamespace(namespace).list().getItems().stream()
        .map(pod -> pod.getMetadata().getName() + "=" + pod.getStatus().getPhase())
        .toList();
  }

  long jobs() {
    return client.batch().v1().jobs().inNamespace(namespace).list().getItems().size();
  }

  /** Takes everything of it away. */
  void close() {
    client.namespaces().withName(namespace).delete();
  }

  void store(String name, Map<String, String> values) {
    if (client.secrets().inNamespace(namespace).withName(name).get() != null) {
      return;
    }
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withStringData(values)
                .build())
        .create();
  }

  private String read(String file) {
    try {
      return Files.readString(samples.resolve(file));
    } catch (IOException e) {
      throw new BrokenPromise("the sample " + file + " cannot be read: " + e.getMessage());
    }
  }

  private static boolean one(Integer count) {
    return count != null && count >= 1;
  }

  private static String secret() {
    var bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
