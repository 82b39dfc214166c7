package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A shop that people have made without us: a Deployment and a Service. */
final class Existing {
  static final int REPLICAS = 2;
  static final Map<String, String> AS_FOUND = Map.of("app", "shop");

  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: shop-web
        namespace: demo
        labels: {app: shop, app.kubernetes.io/managed-by: Helm}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template:
          metadata:
            labels: {app: shop, app.kubernetes.io/version: "1.9"}
          spec:
            containers:
            - name: app
              image: example.org/shop:one
              ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9090}]
      """;

  static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: shop
        namespace: demo
        labels: {app.kubernetes.io/managed-by: Helm}
        annotations: {example.org/team: storefront}
      spec:
        type: NodePort
        sessionAffinity: ClientIP
        selector: {app: shop}
        ports:
        - {name: http, port: 80, targetPort: http}
        - {name: admin, port: 9090, targetPort: 9090}
      """;

  private final World world;
  private final KubernetesClient client;
  private final Deployment deployed;
  private final Service served;

  private Existing(World world) {
    this.world = world;
    this.client = world.client;
    deployed = applied(Serialization.unmarshal(DEPLOYMENT, Deployment.class));
    served = applied(Serialization.unmarshal(SERVICE, Service.class));
  }

  /** Made by a tool of other people. */
  static Existing in(World world) {
    return new Existing(world);
  }

  /** The same, and it runs; the operator may do what the chart grants. */
  static Existing on(ApiServer server) {
    var existing = in(World.granted(server));
    existing.world.cluster.play();
    return existing;
  }

  World world() {
    return world;
  }

  private <T extends HasMetadata> T applied(T object) {
    return client.resource(object).fieldManager("helm").serverSideApply();
  }

  Deployment asDeployed() {
    return deployed;
  }

  Deployment deployment() {
    return client.apps().deployments().inNamespace(Shop.NAMESPACE).withName("shop-web").get();
  }

  Service service() {
    return client.services().inNamespace(Shop.NAMESPACE).withName(Shop.NAME).get();
  }

  /** Size and selector apart it is what it was: the very objects, and what others wrote on them. */
  void isOtherwiseUnchanged() {
    kept(deployment(), deployed);
    assertThat(deployment().getSpec().getTemplate()).isEqualTo(deployed.getSpec().getTemplate());
    var service = service();
    kept(service, served);
    assertThat(service.getMetadata().getAnnotations())
        .containsAllEntriesOf(served.getMetadata().getAnnotations());
    service.getSpec().setSelector(served.getSpec().getSelector());
    assertThat(service.getSpec()).isEqualTo(served.getSpec());
  }

  private static void kept(HasMetadata now, HasMetadata before) {
    assertThat(now.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
    assertThat(now.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(now.getMetadata().getLabels())
        .containsAllEntriesOf(before.getMetadata().getLabels());
  }

  /** Nobody of ours has been there. */
  void isUntouched() {
    isOtherwiseUnchanged();
    assertThat(service().getSpec().getSelector()).isEqualTo(AS_FOUND);
    assertThat(deployment().getSpec().getReplicas()).isEqualTo(REPLICAS);
    assertThat(deployment().getMetadata().getLabels())
        .isEqualTo(deployed.getMetadata().getLabels());
  }

  /** As kubectl replace leaves it, with a file from before. */
  void losesItsMarks() {
    for (HasMetadata child : List.of(deployment(), service())) {
      child.getMetadata().getLabels().keySet().removeIf(key -> key.startsWith("slipway.dev/"));
      child.getMetadata().getAnnotations().keySet().removeIf(key -> key.startsWith("slipway.dev/"));
      client.resource(child).update();
    }
  }

  /** Pods that the Service finds and that are ready. */
  List<Pod> behindTheService() {
    var called = world.inventory.named(Service.class, Shop.NAME).orElseThrow();
    return world.inventory.labelled(Pod.class, called.getSpec().getSelector()).stream()
        .filter(pod ->
            pod.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True")))
        .toList();
  }

  static boolean isOld(Pod pod) {
    return AdoptedRevision.runs("shop-web", pod);
  }

  /** A release that moves it over. */
  static BackendRelease adopting(String version) {
    return adopting(version, text -> text);
  }

  static BackendRelease adopting(String version, UnaryOperator<String> edit) {
    var text =
        """
        apiVersion: slipway.dev/v1alpha1
        kind: BackendRelease
        metadata: {name: shop, namespace: demo}
        spec:
          version: "%s"
          replicas: 2
          adopt: {deployment: shop-web, service: shop}
          template:
            metadata:
              labels: {app: shop}
            spec:
              containers:
              - name: app
                image: example.org/shop:%s
                ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9090}]
                envFrom: [{configMapRef: {name: settings}}]
          service: {port: 80, targetPort: 8080}
          database: {application: {secret: shop-db}, migrator: {secret: shop-owner}, schemas: [shop]}
          migrations: {tool: Flyway, path: /app/migrations}
          smoke: {health: /health}
          bake: 10s
          progressDeadline: 1m
        """
            .formatted(version, version);
    return Serialization.unmarshal(edit.apply(text), BackendRelease.class);
  }
}
