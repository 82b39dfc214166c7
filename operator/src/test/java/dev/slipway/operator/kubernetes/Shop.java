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

  static BackendRelease version(String version) {
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
          bake: 10s
          progressDeadline: 1m
        """
            .formatted(version, version),
        BackendRelease.class);
  }
}
