package dev.slipway.operator.kubernetes.children;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The Job that people run themselves to ask a database is made as the operator makes its own. */
class AskByHandTest {
  private static final Path SAMPLE = Path.of("../deploy/samples/shop/ask.yaml");

  private final BackendRelease release =
      Serialization.unmarshal(
          """
          metadata: {name: shop, namespace: shop, uid: uid-1}
          spec:
            version: "2"
            template: {spec: {containers: [{name: app, image: "slipway.local/backend:2"}]}}
            service: {port: 80, targetPort: 8080}
            database: {application: {secret: shop-db}, migrator: {secret: shop-db-owner}, schemas: [shop]}
            migrations: {tool: Flyway, path: /app/migrations}
          """,
          BackendRelease.class);

  @Test
  void isTheInspectionsJobWithAnotherVerb() throws IOException {
    var job = Serialization.unmarshal(Files.readString(SAMPLE), Job.class);
    var own = ours();
    var asked = job.getSpec().getTemplate().getSpec();
    var runner = asked.getContainers().getFirst();

    assertThat(runner.getArgs()).containsExactly("status");
    assertThat(runner.getName()).isEqualTo(JobFactory.RUNNER);
    assertThat(job.getSpec().getBackoffLimit()).isZero();
    assertThat(asked.getRestartPolicy()).isEqualTo("Never");
    var pod = own.getSpec().getTemplate().getSpec();
    var made = pod.getContainers().getFirst();
    assertThat(asked.getSecurityContext()).isEqualTo(pod.getSecurityContext());
    assertThat(asked.getVolumes()).isEqualTo(pod.getVolumes());
    assertThat(runner.getPorts()).isEqualTo(made.getPorts());
    assertThat(runner.getSecurityContext()).isEqualTo(made.getSecurityContext());
    assertThat(sorted(runner)).isEqualTo(sorted(made));
    assertThat(made.getEnv()).containsAll(runner.getEnv());
    assertThat(made.getEnv())
        .filteredOn(variable -> !runner.getEnv().contains(variable))
        .extracting(EnvVar::getName)
        .as("whose turn it is, which nobody has who only asks")
        .containsExactlyInAnyOrder("SLIPWAY_ATTEMPT", "SLIPWAY_NUMBER", "SLIPWAY_SEQ");
    for (int i = 0; i < 2; i++) {
      var mine = asked.getInitContainers().get(i);
      var theirs = pod.getInitContainers().get(i);
      assertThat(mine.getCommand()).isEqualTo(theirs.getCommand());
      assertThat(mine.getImage()).isEqualTo(theirs.getImage());
      assertThat(sorted(mine)).usingRecursiveComparison().isEqualTo(sorted(theirs));
    }
  }

  /** What is false and what is not said are the same. */
  private static List<String> sorted(Container container) {
    return container.getVolumeMounts().stream()
        .sorted(Comparator.comparing(VolumeMount::getMountPath))
        .map(mount ->
            "%s %s %s %s"
                .formatted(
                    mount.getMountPath(),
                    mount.getName(),
                    mount.getSubPath(),
                    Boolean.TRUE.equals(mount.getReadOnly())))
        .toList();
  }

  private Job ours() {
    var attempt =
        new Attempt(
            2, "0c2d6d0e-5d0b-4f8a-9f14-3c1d0c1c7f11", "2", "hash", Instant.EPOCH, 1, false);
    var record = RecordFactory.build(release, attempt, Map.of(), 1, null);
    return new JobFactory("slipway.local/runner:dev")
        .build(
            new JobOrder(
                release,
                attempt,
                Step.INSPECT,
                3,
                record.getSpec().plan(),
                Optional.empty(),
                Optional.empty(),
                new Revision(2, "2", "hash"),
                record.getSpec().plan().smoke()));
  }
}
