package dev.slipway.operator.kubernetes.children;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.wire.PlanHash;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the object says about migrations is what the runner is told, in each of its Jobs. */
class MigrationJobTest {
  private static final String ALL =
      """
      tool: Flyway
      path: jar:/app/app.jar!/BOOT-INF/classes/db/migration
      morePaths: [/app/more]
      placeholders: [{name: a, value: "x,y"}, {name: b, value: ""}]
      baseline: {version: "3", objects: [shop.orders, shop.orders.id], fingerprint: 0123456789abcdef}
      check: SELECT $$a$$ = '$(SLIPWAY_SEQ)'
      applicationRole: shop_app
      limits: {locks: 5m, longTransaction: 1m30s, statement: 0s}
      """;

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"CHECK", "MIGRATE", "INSPECT"})
  void everyFieldReachesTheRunnerInEachJob(Step step) {
    var runner = pod(ALL, step).getContainers().getFirst();

    assertThat(environment(runner))
        .containsEntry("SLIPWAY_MIGRATIONS_DIR", "/slipway/migrations")
        .containsEntry("SLIPWAY_MIGRATIONS_INSIDE", "BOOT-INF/classes/db/migration")
        .containsEntry("SLIPWAY_MIGRATIONS_MORE", "/slipway/migrations-2")
        .containsEntry("SLIPWAY_PLACEHOLDERS", "a=x,y\nb=")
        .containsEntry("SLIPWAY_BASELINE_VERSION", "3")
        .containsEntry("SLIPWAY_BASELINE_OBJECTS", "shop.orders,shop.orders.id")
        .containsEntry("SLIPWAY_BASELINE_FINGERPRINT", "0123456789abcdef")
        .containsEntry("SLIPWAY_APPLICATION_ROLE", "shop_app")
        .containsEntry("SLIPWAY_LOCKS_SECONDS", "300")
        .containsEntry("SLIPWAY_LONG_TRANSACTION_SECONDS", "90")
        .containsEntry("SLIPWAY_STATEMENT_SECONDS", "0");
  }

  /** The kubelet turns $$ into $ and would replace $(SLIPWAY_SEQ). */
  @Test
  void theKubeletMakesOfTheCheckWhatWasWritten() {
    var runner = pod(ALL, Step.MIGRATE).getContainers().getFirst();

    assertThat(environment(runner).get("SLIPWAY_CHECK_SQL"))
        .isEqualTo("SELECT $$$$a$$$$ = '$$(SLIPWAY_SEQ)'");
  }

  @Test
  void aJarAndADirectoryAreCopiedIntoPlacesOfTheirOwn() {
    var pod = pod(ALL, Step.CHECK);

    assertThat(pod.getInitContainers())
        .extracting(Container::getName)
        .containsExactly("tools", "files", "files-2");
    assertThat(pod.getInitContainers().get(1).getCommand())
        .containsExactly("/slipway/bin/busybox", "cp", "-r", "/app/app.jar", "/slipway/migrations");
    assertThat(pod.getInitContainers().get(2).getCommand())
        .containsExactly(
            "/slipway/bin/busybox", "cp", "-r", "/app/more/.", "/slipway/migrations-2");
    assertThat(pod.getContainers().getFirst().getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/slipway/migrations", "/slipway/migrations-2");
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getName().equals("slipway"))
        .extracting(volume -> volume.getEmptyDir().getSizeLimit().toString())
        .as("room for the jar of an application")
        .containsExactly("1Gi");
  }

  @Test
  void whatIsAbsentHasTheRunnersDefault() {
    var runner = pod("{tool: Sql, path: /m}", Step.MIGRATE).getContainers().getFirst();

    assertThat(environment(runner).keySet())
        .containsExactlyInAnyOrder(
            "SLIPWAY_RELEASE",
            "SLIPWAY_ATTEMPT",
            "SLIPWAY_NUMBER",
            "SLIPWAY_SEQ",
            "SLIPWAY_REPORT_PORT",
            "SLIPWAY_SECRET_NAMES",
            "SLIPWAY_SCHEMAS",
            "SLIPWAY_TURN_SECONDS",
            "SLIPWAY_MIGRATIONS_DIR",
            "SLIPWAY_TOOL");
  }

  @Test
  void anotherReleaseOfTheHistoryIsWaitedForAsLongAsAnythingMayGoWithoutProgress() {
    var patient =
        Serialization.unmarshal(
            Serialization.asYaml(release("{tool: Sql, path: /m}"))
                .replaceFirst("(?m)^spec:$", "spec:\n  progressDeadline: 1h"),
            BackendRelease.class);

    assertThat(turn(pod("{tool: Sql, path: /m}", Step.MIGRATE))).isEqualTo("600");
    assertThat(turn(pod(patient, Step.MIGRATE))).isEqualTo("3600");
    assertThat(turn(pod(patient, Step.CHECK))).isNull();
  }

  private static @Nullable String turn(PodSpec pod) {
    return environment(pod.getContainers().getFirst()).get("SLIPWAY_TURN_SECONDS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path: /other",
        "morePaths: [/more]",
        "placeholders: [{name: a, value: b}]",
        "baseline: {version: '1', objects: [a.b]}",
        "check: SELECT true",
        "applicationRole: app",
        "limits: {locks: 2m}",
        "outOfOrder: true",
        "image: other",
        "historyTable: other"
      })
  void eachFieldIsPartOfThePlan(String field) {
    var hashes = new PlanHash(new KubernetesSerialization());
    var plain = release("tool: Flyway\npath: /m\n");
    var changed =
        release(
            field.startsWith("path:")
                ? "tool: Flyway\n" + field
                : "tool: Flyway\npath: /m\n" + field);

    assertThat(hashes.of(changed.getSpec(), Map.of()))
        .isNotEqualTo(hashes.of(plain.getSpec(), Map.of()));
  }

  @Test
  void theConnectionsOfOldPodsThatStandByAreCounted_P8() {
    assertThat(connections("{}")).isEqualTo("80");
    assertThat(connections("{standby: None}")).isEqualTo("80");
    assertThat(connections("{standby: Full}")).isEqualTo("120");
  }

  /** Of 3 pods with 20 each and a surge of 1. */
  private static String connections(String rollback) {
    var release = release(ALL);
    var yaml =
        Serialization.asYaml(release)
            .replaceFirst("(?m)^spec:$", "spec:\n  replicas: 3\n  rollback: " + rollback)
            .replaceFirst("(?m)^  database:$", "  database:\n    connectionsPerPod: 20");
    var runner =
        pod(Serialization.unmarshal(yaml, BackendRelease.class), Step.CHECK)
            .getContainers()
            .getFirst();
    return environment(runner).get("SLIPWAY_CONNECTIONS");
  }

  private static BackendRelease release(String migrations) {
    return Serialization.unmarshal(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: BackendRelease
        metadata: {name: shop, namespace: demo, uid: uid-1}
        spec:
          version: "7"
          template: {spec: {containers: [{name: app, image: shop}]}}
          service: {port: 80, targetPort: 8080}
          database: {application: {secret: a}, migrator: {secret: b}}
          migrations:
        """
            + migrations.indent(4),
        BackendRelease.class);
  }

  private static PodSpec pod(String migrations, Step step) {
    return pod(release(migrations), step);
  }

  private static PodSpec pod(BackendRelease release, Step step) {
    var attempt =
        new Attempt(
            7,
            "0c2d6d0e-5d0b-4f8a-9f14-3c1d0c1c7f11",
            "7",
            "hash",
            Instant.parse("2026-01-01T10:00:00Z"),
            2,
            false);
    var plan = RecordFactory.build(release, attempt, Map.of(), 6, null).getSpec().plan();
    return new JobFactory("example.org/runner")
        .build(
            new JobOrder(
                release,
                attempt,
                step,
                3,
                plan,
                Optional.empty(),
                Optional.empty(),
                new Revision(7, "7", "hash"),
                null))
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static Map<String, String> environment(Container container) {
    return container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }
}
