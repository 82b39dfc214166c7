package dev.slipway.operator.kubernetes.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import dev.slipway.operator.kubernetes.children.Owner;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is found, what was expected and what to do, for everything that cannot be moved over. */
class AdoptionCheckTest {
  private static final String HASH = "5d4f";

  private String release =
      """
      metadata: {name: shop, namespace: demo, uid: mine}
      spec:
        version: "2"
        replicas: 2
        adopt: {deployment: shop-web, service: shop}
        template:
          metadata: {labels: {app: shop, tier: web}}
          spec:
            containers:
            - {name: app, image: "shop:2", ports: [{name: http, containerPort: 8080}]}
        service: {port: 80, targetPort: 8080}
      """;

  private String deployment =
      """
      metadata: {name: shop-web, namespace: demo, generation: 3}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop, tier: web}}
          spec: {containers: [{name: app, image: "shop:1"}]}
      status: {observedGeneration: 3, replicas: 2, updatedReplicas: 2}
      """;

  private String service =
      """
      metadata: {name: shop, namespace: demo}
      spec:
        type: ClusterIP
        clusterIP: 10.0.0.7
        selector: {app: shop}
        ports: [{port: 80, targetPort: http}, {port: 9090, targetPort: 9090}]
      """;

  @Test
  void whatIsWellIsTaken() {
    assertThat(check().refusal(List.of())).isEmpty();
    assertThat(check().strangers(pods(2))).isEmpty();
    assertThat(check().unsettled(pods(2))).isEmpty();
  }

  @Test
  void aServiceWithoutPodsOfItsOwnIsRefused() {
    service = service.replace("type: ClusterIP", "type: ExternalName");
    assertThat(refusal()).contains("is of type ExternalName", "adopt the Service that selects");
  }

  @Test
  void aHeadlessServiceIsRefused() {
    service = service.replace("10.0.0.7", "None");
    assertThat(refusal()).contains("is headless (clusterIP: None)", "a Service with an address");
  }

  @Test
  void aServiceWithoutASelectorIsRefused() {
    service = service.replace("selector: {app: shop}", "selector: {}");
    assertThat(refusal()).contains("selects no pods (no spec.selector)");
  }

  @Test
  void aServiceThatSelectsOneVersionIsRefused() {
    service = service.replace("{app: shop}", "{app: shop, pod-template-hash: 5d4f}");
    assertThat(refusal()).contains("selects by pod-template-hash", "such as app=shop");
    service = service.replace("pod-template-hash: 5d4f", "slipway.dev/revision: \"4\"");
    assertThat(refusal()).contains("selects by slipway.dev/revision");
  }

  @Test
  void aServiceOfAnotherDeploymentIsRefused() {
    service = service.replace("{app: shop}", "{app: cart}");
    assertThat(refusal())
        .contains("selects app=cart", "carry app=shop, tier=web", "the Deployment that it selects");
  }

  @Test
  void aTemplateThatTheServiceWouldNotFindIsRefused() {
    release = release.replace("{app: shop, tier: web}", "{tier: web}");
    assertThat(refusal())
        .contains("spec.template.metadata.labels has tier=web", "selects app=shop", "add that");
    release = release.replace("metadata: {labels: {tier: web}}", "metadata: {}");
    assertThat(refusal()).contains("has no labels");
  }

  @Test
  void aPortThatTheServiceDoesNotHaveIsRefused() {
    release = release.replace("port: 80,", "port: 8000,");
    assertThat(refusal())
        .contains("spec.service.port is 8000", "the Service shop has 80, 9090", "name one of them");
  }

  @Test
  void aPortThatLeadsElsewhereIsRefused() {
    release = release.replace("targetPort: 8080", "targetPort: 8081");
    assertThat(refusal())
        .contains("spec.service.targetPort is 8081", "leads port 80 to 8080", "say the same");
  }

  @Test
  void aNamedPortThatTheNewPodsDoNotDeclareIsRefused() {
    release = release.replace("name: http", "name: web");
    assertThat(refusal())
        .contains("leads port 80 to the pods' port named http", "add it to the container's ports");
  }

  @Test
  void whatSomebodyElseMakesIsRefused() {
    deployment =
        ownedBy(deployment, "{apiVersion: x/v1, kind: Web, name: front, uid: u, controller: true}");
    assertThat(refusal()).contains("the Deployment shop-web is made by the Web front");
  }

  @Test
  void theServiceOfAnotherReleaseIsRefused() {
    service =
        ownedBy(
            service,
            "{apiVersion: slipway.dev/v1alpha1, kind: BackendRelease, name: cart, uid: u, controller: true}");
    assertThat(refusal()).contains("the Service shop is made by the BackendRelease cart");
  }

  @Test
  void whatAnotherReleaseHasAdoptedIsRefusedForAsLongAsThatIsThere() {
    var other = read("metadata: {name: cart, uid: others}", BackendRelease.class);
    var taken = read(deployment, Deployment.class);
    taken.getMetadata().setAnnotations(Owner.mark("others", Instant.EPOCH));
    var check = new AdoptionCheck(release(), taken, read(service, Service.class));

    assertThat(check.refusal(List.of(other)).orElse(""))
        .contains("the Deployment shop-web was adopted by the release cart");
    assertThat(check.refusal(List.of())).isEmpty();
  }

  @Test
  void anotherSizeIsRefusedSinceItWouldActAtOnce() {
    release = release.replace("replicas: 2", "replicas: 1");
    assertThat(refusal()).contains("spec.replicas is 1, but the Deployment shop-web runs 2");
  }

  @Test
  void whatAsksForNoPodsIsRefused() {
    deployment = deployment.replace("  replicas: 2\n  sel", "  replicas: 0\n  sel");
    assertThat(refusal()).contains("asks for no pods", "scale it up");
  }

  @Test
  void aServiceThatOthersNeedTooIsRefused() {
    var stranger = pod("admin", "77aa", true);
    assertThat(check().strangers(List.of(pods(1).getFirst(), stranger)).orElse(""))
        .contains("also selects the pod admin-77aa-x", "would lose its traffic");
  }

  @Test
  void aPodThatHasEndedIsNoStranger() {
    var done = pod("batch", "77aa", true);
    done.getStatus().setPhase("Succeeded");
    assertThat(check().strangers(List.of(done))).isEmpty();
  }

  @Test
  void aPausedDeploymentIsWaitedFor() {
    deployment = deployment.replace("  replicas: 2\n  sel", "  replicas: 2\n  paused: true\n  sel");
    assertThat(check().unsettled(pods(2)).orElse(""))
        .contains("is paused: kubectl rollout resume deployment/shop-web");
  }

  @Test
  void aRolloutOfItsOwnIsWaitedFor() {
    assertThat(
            check()
                .unsettled(List.of(pod("shop-web", HASH, true), pod("shop-web", "77aa", true)))
                .orElse(""))
        .contains("whose own rollout is not complete");
    deployment = deployment.replace("observedGeneration: 3", "observedGeneration: 2");
    assertThat(check().unsettled(pods(2)).orElse("")).contains("whose own rollout is not complete");
  }

  @Test
  void podsThatAreNotReadyAreWaitedFor() {
    assertThat(
            check()
                .unsettled(List.of(pod("shop-web", HASH, true), pod("shop-web", HASH, false)))
                .orElse(""))
        .contains("1 of 2 pods are ready");
  }

  @Test
  void theVersionIsReadFromLabelsElseFromTheImage() {
    assertThat(version("shop:1")).isEqualTo("1");
    assertThat(version("registry:5000/team/shop:2.4.0@sha256:" + "a".repeat(64)))
        .isEqualTo("2.4.0");
    assertThat(version("registry:5000/team/shop")).isEqualTo("adopted");
    assertThat(version("shop@sha256:" + "a".repeat(64))).isEqualTo("adopted");
    deployment = deployment.replace("tier: web}", "app.kubernetes.io/version: v3}");
    assertThat(version("shop:1")).isEqualTo("v3");
  }

  private String version(String image) {
    return RunningVersion.of(
        read(deployment.replace("\"shop:1\"", '"' + image + '"'), Deployment.class));
  }

  private String refusal() {
    return check().refusal(List.of()).orElse("");
  }

  private AdoptionCheck check() {
    return new AdoptionCheck(
        release(), read(deployment, Deployment.class), read(service, Service.class));
  }

  private BackendRelease release() {
    return read(release, BackendRelease.class);
  }

  private static String ownedBy(String yaml, String owner) {
    return yaml.replace(
        "namespace: demo", "namespace: demo, ownerReferences: [%s]".formatted(owner));
  }

  private static <T> T read(String yaml, Class<T> type) {
    return Serialization.unmarshal(yaml, type);
  }

  private static List<Pod> pods(int count) {
    return Stream.generate(() -> pod("shop-web", HASH, true)).limit(count).toList();
  }

  private static Pod pod(String of, String hash, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(of + "-" + hash + "-x")
        .withLabels(Map.of("app", "shop", AdoptedRevision.HASH, hash))
        .addNewOwnerReference()
        .withKind("ReplicaSet")
        .withName(of + "-" + hash)
        .endOwnerReference()
        .endMetadata()
        .withNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .endStatus()
        .build();
  }
}
