package dev.slipway.operator.kubernetes.children;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChildrenFactoriesTest {
  private final BackendRelease release =
      Serialization.unmarshal(
          """
          apiVersion: slipway.dev/v1alpha1
          kind: BackendRelease
          metadata: {name: shop, namespace: demo, uid: uid-1}
          spec:
            version: "7"
            template:
              metadata: {labels: {team: a, slipway.dev/backend: other}}
              spec:
                futureField: kept
                terminationGracePeriodSeconds: 5
                nodeSelector: {pool: arm}
                tolerations: [{key: pool, operator: Equal, value: arm, effect: NoSchedule}]
                imagePullSecrets: [{name: registry}]
                priorityClassName: shops
                serviceAccountName: shop
                hostNetwork: true
                affinity: {podAntiAffinity: {}}
                dnsConfig: {searches: [db.example]}
                hostAliases: [{ip: 10.0.0.1, hostnames: [db]}]
                volumes:
                - {name: a, configMap: {name: files, optional: true}}
                - {name: b, projected: {sources: [{configMap: {name: mixed}}]}}
                initContainers:
                - {name: prepare, image: i, envFrom: [{configMapRef: {name: early}}]}
                containers:
                - name: app
                  image: example.org/shop:7
                  envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: shop-env}}]
                  env:
                  - {name: ONE, valueFrom: {configMapKeyRef: {name: single, key: k}}}
                  - {name: URL, valueFrom: {secretKeyRef: {name: shop-db, key: url}}}
                  - {name: SLIPWAY_SEQ, value: "99"}
                  - {name: JAVA_TOOL_OPTIONS, value: "-javaagent:/app/agent.jar"}
                - name: side
                  image: s
                  lifecycle: {preStop: {exec: {command: [bye]}}}
            service: {port: 80, targetPort: 8080}
            database: {application: {secret: shop-db}, migrator: {secret: shop-owner}, schemas: [shop]}
            migrations:
              tool: Sql
              path: /app/migrations
              outOfOrder: true
            smoke: {health: /health, login: {path: /login, secret: shop-smoke}}
          """,
          BackendRelease.class);

  private final Attempt attempt =
      new Attempt(
          7,
          "0c2d6d0e-5d0b-4f8a-9f14-3c1d0c1c7f11",
          "7",
          "hash",
          Instant.parse("2026-01-01T10:00:00Z"),
          2,
          false);
  private final ReleaseRecord record =
      RecordFactory.build(release, attempt, Map.of("settings", "digest"), 6, null);

  @ParameterizedTest
  @EnumSource(Step.class)
  void aJobPassesTheRestrictedStandard(Step step) {
    var pod = pod(job(step));

    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(containers(pod))
        .allSatisfy(container -> {
          var context = container.getSecurityContext();
          assertThat(context.getAllowPrivilegeEscalation()).isFalse();
          assertThat(context.getReadOnlyRootFilesystem()).isTrue();
          assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
          assertThat(container.getResources().getLimits()).containsKey("memory");
        });
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aJobRunsOnceAndIsNeverInTheService(Step step) {
    var job = job(step);

    assertThat(job.getSpec().getBackoffLimit()).isZero();
    assertThat(job.getSpec().getPodReplacementPolicy()).isEqualTo("Failed");
    assertThat(job.getSpec().getTtlSecondsAfterFinished()).isNull();
    assertThat(job.getSpec().getActiveDeadlineSeconds()).isNull();
    assertThat(pod(job).getRestartPolicy()).isEqualTo("Never");
    assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
        .doesNotContainKey(Slipway.BACKEND_LABEL)
        .containsEntry(Names.JOB_OF, "shop")
        .containsEntry(Slipway.ATTEMPT_LABEL, attempt.id());
    assertThat(job.getMetadata().getName())
        .matches("shop-7-" + step.label() + "-[0-9a-f]{8}")
        .isEqualTo(job(step).getMetadata().getName());
  }

  @Test
  void aMigrationIsGivenTimeToEnd() {
    assertThat(pod(job(Step.MIGRATE)).getTerminationGracePeriodSeconds()).isEqualTo(300);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aJobRunsWhereTheApplicationRunsAndHasNoToken_P2(Step step) {
    var pod = pod(job(step));

    assertThat(pod.getNodeSelector()).containsExactly(Map.entry("pool", "arm"));
    assertThat(pod.getTolerations()).singleElement().hasFieldOrPropertyWithValue("value", "arm");
    assertThat(pod.getImagePullSecrets())
        .singleElement()
        .hasFieldOrPropertyWithValue("name", "registry");
    assertThat(pod.getPriorityClassName()).isEqualTo("shops");
    assertThat(pod.getServiceAccountName()).isEqualTo("shop");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getDnsConfig().getSearches()).containsExactly("db.example");
    assertThat(pod.getHostAliases()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aJobIsNotSpreadLabelledOrConnectedLikeTheApplication(Step step) {
    var job = job(step);

    assertThat(pod(job).getAffinity()).isNull();
    assertThat(pod(job).getHostNetwork()).isNull();
    assertThat(job.getSpec().getTemplate().getMetadata().getLabels()).doesNotContainKey("team");
  }

  @Test
  void secretsAreMountedWhereTheyAreNeededAndNowhereElse() {
    assertThat(secrets(Step.CHECK))
        .containsExactlyInAnyOrder("shop-db", "shop-owner", "shop-smoke");
    assertThat(secrets(Step.MIGRATE)).containsExactly("shop-owner");
    assertThat(secrets(Step.INSPECT)).containsExactly("shop-owner");
    assertThat(secrets(Step.SMOKE)).containsExactly("shop-smoke");
    assertThat(secrets(Step.LOGIN)).containsExactly("shop-smoke");
  }

  @Test
  void theCheckHasTheApplicationsEnvironmentButObeysItsOwn() {
    var runner = pod(job(Step.CHECK)).getContainers().getFirst();

    assertThat(runner.getEnvFrom()).hasSize(2);
    assertThat(runner.getEnv()).extracting(EnvVar::getName).contains("ONE", "URL");
    assertThat(value(runner, "SLIPWAY_SEQ")).isEqualTo("3");
    assertThat(value(runner, "JAVA_TOOL_OPTIONS")).isEmpty();
    assertThat(value(runner, "SLIPWAY_MIGRATIONS_DIR")).isEqualTo("/slipway/migrations");
    assertThat(runner.getArgs()).containsExactly("check");
  }

  @Test
  void onlyTheCheckSeesTheApplicationsEnvironment() {
    var runner = pod(job(Step.MIGRATE)).getContainers().getFirst();

    assertThat(runner.getEnvFrom()).isEmpty();
    assertThat(runner.getEnv()).extracting(EnvVar::getName).allMatch(n -> n.startsWith("SLIPWAY_"));
    assertThat(value(runner, "SLIPWAY_PLAN")).isEqualTo("files");
  }

  @Test
  void theRunnerIsToldTheTool_D2() {
    var runner = pod(job(Step.MIGRATE)).getContainers().getFirst();

    assertThat(value(runner, "SLIPWAY_TOOL")).isEqualTo("Sql");
    assertThat(value(runner, "SLIPWAY_OUT_OF_ORDER")).isEqualTo("true");
    assertThat(runner.getEnv())
        .extracting(EnvVar::getName)
        .as("what is absent has the runner's own default")
        .doesNotContain("SLIPWAY_HISTORY_TABLE");
  }

  @Test
  void theOldVersionIsSmokeTestedUnderItsOwnName() {
    var runner = pod(job(Step.SMOKE_BACK)).getContainers().getFirst();

    assertThat(value(runner, "SLIPWAY_TARGET")).isEqualTo("http://shop-6.demo.svc:80");
    assertThat(value(runner, "SLIPWAY_EXPECT_VERSION")).isEqualTo("6");
  }

  @Test
  void everyReferenceToAConfigMapGoesToTheCopy() {
    var pod = deployment();

    assertThat(ConfigReferences.required(pod))
        .containsOnlyKeys(
            "shop-7-early", "shop-7-files", "shop-7-mixed", "shop-7-settings", "shop-7-single")
        .containsEntry("shop-7-files", false)
        .containsEntry("shop-7-settings", true);
  }

  @Test
  void thePinnedTemplateIsNotChangedByMakingADeployment() {
    deployment();

    assertThat(ConfigReferences.required(record.getSpec().plan().template().getSpec()))
        .containsKey("settings");
  }

  @Test
  void podsDrainAndOurLabelsWin() {
    var deployment = deployments().build(release, record, 3);
    var template = deployment.getSpec().getTemplate();

    assertThat(template.getMetadata().getLabels())
        .containsEntry("team", "a")
        .containsAllEntriesOf(Names.revisionSelector("shop", 7));
    assertThat(template.getSpec().getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(30);
    var containers = template.getSpec().getContainers();
    assertThat(containers.get(0).getLifecycle().getPreStop().getSleep().getSeconds()).isEqualTo(5);
    assertThat(containers.get(1).getLifecycle().getPreStop().getSleep()).isNull();
    assertThat(template.getSpec().getAdditionalProperties()).containsEntry("futureField", "kept");
  }

  private PodSpec deployment() {
    return deployments().build(release, record, 3).getSpec().getTemplate().getSpec();
  }

  private static DeploymentFactory deployments() {
    return new DeploymentFactory(new Templates(new KubernetesSerialization()));
  }

  private Job job(Step step) {
    var target =
        step == Step.SMOKE_BACK ? new Revision(6, "6", "old") : new Revision(7, "7", "hash");
    return new JobFactory("example.org/runner")
        .build(
            new JobOrder(
                release,
                attempt,
                step,
                3,
                record.getSpec().plan(),
                step == Step.MIGRATE ? Optional.of("files") : Optional.empty(),
                Optional.empty(),
                target,
                record.getSpec().plan().smoke()));
  }

  @Test
  void aSecretThatDoesNotExistKeepsNoPodWaitingAndItsNameIsKnown_P2() {
    assertThat(pod(job(Step.CHECK)).getVolumes())
        .filteredOn(volume -> volume.getSecret() != null)
        .allSatisfy(volume -> assertThat(volume.getSecret().getOptional()).isTrue());
    assertThat(value(pod(job(Step.MIGRATE)).getContainers().getFirst(), "SLIPWAY_SECRET_NAMES"))
        .isEqualTo("migrator=shop-owner");
  }

  private List<String> secrets(Step step) {
    return pod(job(step)).getVolumes().stream()
        .filter(volume -> volume.getSecret() != null)
        .map(volume -> volume.getSecret().getSecretName())
        .toList();
  }

  private static Stream<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
  }

  private static String value(Container container, String name) {
    return container.getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static PodSpec pod(Job job) {
    return job.getSpec().getTemplate().getSpec();
  }
}
