package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The backend that is released in these tests. */
final class Shop {
  static final String NAMESPACE = "demo";
  static final String NAME = "shop";

  /** Stands in the Secret; must never be seen anywhere. */
  static final String SECRET = "shop-db";

  private Shop() {}

  /** Without a database, judged by its requests, and baked for a second. */
  static BackendRelease judged(String version) {
    return Serialization.unmarshal(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: BackendRelease
        metadata: {name: shop, namespace: demo}
        spec:
          version: "%s"
          replicas: 2
          template:
            spec:
              containers:
              - name: app
                image: example.org/shop:%s
                ports: [{containerPort: 8080}]
          service: {port: 80, targetPort: 8080}
          strategy: {rolling: {maxSurge: 1, maxUnavailable: 0, delay: 10s}}
          analysis: {metrics: {port: 8080}}
          bake: 1s
          progressDeadline: 1m
        """
            .formatted(version, version),
        BackendRelease.class);
  }

  /** Without a way back by itself. */
  static BackendRelease heldWhereItFails(String version) {
    var release = version(version);
    var text =
        Serialization.asYaml(release)
            .replaceFirst("(?m)^spec:$", "spec:\n  rollback: {automatic: false}");
    return Serialization.unmarshal(text, BackendRelease.class);
  }

  static BackendRelease version(String version) {
    return version(version, "10s");
  }

  static BackendRelease version(String version, String bake) {
    return Serialization.unmarshal(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: BackendRelease
        metadata: {name: shop, namespace: demo}
        spec:
          version: "%s"
          replicas: 2
          change: {author: ana}
          template:
            spec:
              containers:
              - name: app
                image: example.org/shop:%s
                ports: [{containerPort: 8080}]
                envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: shop-env}}]
                env:
                - {name: URL, valueFrom: {secretKeyRef: {name: shop-db, key: url}}}
                - {name: SLIPWAY_SEQ, value: "99"}
                - {name: JAVA_TOOL_OPTIONS, value: "-javaagent:/app/agent.jar"}
          service: {port: 80, targetPort: 8080}
          database: {application: {secret: shop-db}, migrator: {secret: shop-owner}, schemas: [shop]}
          migrations: {tool: Flyway, path: /app/migrations}
          smoke: {health: /health, login: {path: /login, secret: shop-smoke}}
          bake: %s
          progressDeadline: 1m
        """
            .formatted(version, version, bake),
        BackendRelease.class);
  }
}
