package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/** The backend that is released, and what it needs. */
final class Shop {
  static final String NAME = "shop";
  static final int PODS = 2;

  private Shop() {}

  /** Namespace, configuration and Secrets; each Secret holds the canary. */
  static List<HasMetadata> surroundings(KubernetesClient client, String namespace, String canary) {
    var objects = new ArrayList<HasMetadata>();
    objects.add(
        read(
            client,
            "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace)));
    objects.add(
        read(
            client,
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: %s}, data: {MODE: demo}}"
                .formatted(namespace)));
    for (var name : List.of("shop-db", "shop-owner", "shop-smoke", "shop-env")) {
      objects.add(
          read(
              client,
              "{apiVersion: v1, kind: Secret, metadata: {name: %s, namespace: %s}, stringData: {url: \"postgresql://db/%s\", username: app, password: %s}}"
                  .formatted(name, namespace, canary, canary)));
    }
    return objects;
  }

  /** What begins with a brace would be taken for JSON. */
  private static HasMetadata read(KubernetesClient client, String yaml) {
    return client.getKubernetesSerialization().unmarshal("---\n" + yaml, HasMetadata.class);
  }

  static BackendRelease version(
      KubernetesClient client, String namespace, int version, String more) {
    return client
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: slipway.dev/v1alpha1
            kind: BackendRelease
            metadata: {name: shop, namespace: %s}
            spec:
              version: "%d"
              replicas: %d
              change: {author: ana}
              template:
                spec:
                  containers:
                  - name: app
                    image: example.org/shop:%d
                    ports: [{containerPort: 8080}]
                    envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: shop-env}}]
              service: {port: 80, targetPort: 8080}
              database: {application: {secret: shop-db}, migrator: {secret: shop-owner}, schemas: [shop]}
              migrations: {tool: Flyway, path: /app/migrations}
              smoke: {health: /health}
              progressDeadline: 2m
              %s
            """
                .formatted(namespace, version, PODS, version, more),
            BackendRelease.class);
  }
}
