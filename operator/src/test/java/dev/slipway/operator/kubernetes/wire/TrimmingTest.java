package dev.slipway.operator.kubernetes.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.Clients;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of what is watched. That it is enough, every test on a real API server tells. */
class TrimmingTest {
  private static final String META =
      """
      metadata:
        name: shop-7
        namespace: shop
        uid: u
        resourceVersion: "5"
        creationTimestamp: "2026-01-02T03:04:05Z"
        labels: {slipway.dev/backend: shop}
        annotations: {kept: "yes", kubectl.kubernetes.io/last-applied-configuration: '{"all": "again"}'}
        ownerReferences: [{apiVersion: v1, kind: X, name: x, uid: y}]
        managedFields:
        - manager: somebody
          time: "2026-01-02T03:04:05Z"
          fieldsType: FieldsV1
          fieldsV1: {f:metadata: {f:labels: {}}, f:spec: {f:replicas: {}, f:template: {f:spec: {f:containers: {f:name: {}}}}}}
      """;

  private static final String POD_SPEC =
      "{hostNetwork: true, volumes: [{name: v}], containers: [{name: app, image: i, env: [{name: A, value: b}], ports: [{containerPort: 8080}]}]}";

  private final KubernetesSerialization json = Clients.trimming();

  @Test
  void ofAPodItsPortsAndItsNetworkAreKept() {
    var pod =
        read("apiVersion: v1\nkind: Pod\n" + META + "spec: " + POD_SPEC + "\n" + STATUS, Pod.class);

    var container = pod.getSpec().getContainers().getFirst();
    assertThat(container.getName()).isEqualTo("app");
    assertThat(container.getPorts()).extracting(port -> port.getContainerPort()).containsOnly(8080);
    assertThat(container.getEnv()).isEmpty();
    assertThat(pod.getSpec().getHostNetwork()).isTrue();
    assertThat(pod.getSpec().getVolumes()).isEmpty();
    assertThat(pod.getStatus().getPodIP()).isEqualTo("10.0.0.7");
    assertThat(pod.getMetadata().getManagedFields()).isEmpty();
    assertThat(pod.getMetadata().getOwnerReferences()).hasSize(1);
  }

  private static final String STATUS = "status: {phase: Running, podIP: 10.0.0.7}\n";

  @Test
  void ofAJobItIsKeptWhetherItIsSuspended() {
    var job =
        read(
            "apiVersion: batch/v1\nkind: Job\n"
                + META
                + "spec: {suspend: true, template: {spec: %s}}\n".formatted(POD_SPEC)
                + "status: {succeeded: 1}\n",
            Job.class);

    assertThat(job.getSpec().getSuspend()).isTrue();
    assertThat(job.getSpec().getTemplate()).isNull();
    assertThat(job.getStatus().getSucceeded()).isEqualTo(1);
  }

  @Test
  void ofADeploymentTheWholeSpecIsKeptAndWhoWroteIt() {
    var deployment =
        read(
            "apiVersion: apps/v1\nkind: Deployment\n"
                + META
                + "spec: {replicas: 2, template: {spec: %s}}\n".formatted(POD_SPEC),
            Deployment.class);

    var container = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    assertThat(container.getEnv()).hasSize(1);
    assertThat(json.asJson(deployment.getMetadata().getManagedFields()))
        .contains("somebody", "2026-01-02T03:04:05Z", "f:replicas")
        .contains("\"f:template\":{\"f:spec\":{}}")
        .doesNotContain("f:containers", "f:metadata");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: v1\nkind: Pod\n",
        "apiVersion: v1\nkind: Service\n",
        "apiVersion: slipway.dev/v1alpha1\nkind: BackendRelease\n"
      })
  void theObjectOnceMoreInAnAnnotationIsNotKept(String kind) {
    var object = json.<HasMetadata>unmarshal("---\n" + kind + META);

    assertThat(object.getMetadata().getAnnotations()).containsOnlyKeys("kept");
  }

  @Test
  void aBookmarkOfAWatchHasNullsInPlaceOfLists() {
    var pod =
        read(
            "{apiVersion: v1, kind: Pod, metadata: {resourceVersion: '5', managedFields: null}, spec: {containers: null}, status: {}}",
            Pod.class);
    var job =
        read(
            "{apiVersion: batch/v1, kind: Job, metadata: {resourceVersion: '5'}, spec: {template: {spec: {containers: null}}}, status: {}}",
            Job.class);

    assertThat(pod.getMetadata().getResourceVersion()).isEqualTo("5");
    assertThat(job.getMetadata().getResourceVersion()).isEqualTo("5");
  }

  @Test
  void whatHasNoPartsIsReadAsItIs() {
    assertThat(read("apiVersion: v1\nkind: Pod\nmetadata: {}\n", Pod.class).getSpec()).isNull();
    assertThat(
            read(
                    "apiVersion: slipway.dev/v1alpha1\nkind: BackendRelease\nmetadata: {}\n",
                    BackendRelease.class)
                .getSpec())
        .isNull();
  }

  private <T extends HasMetadata> T read(String yaml, Class<T> kind) {
    return json.unmarshal("---\n" + yaml, kind);
  }
}
