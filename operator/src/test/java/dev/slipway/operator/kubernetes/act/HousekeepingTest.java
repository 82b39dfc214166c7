package dev.slipway.operator.kubernetes.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRecordStatus;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.children.RecordFactory;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Revision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  private static final int ATTEMPTS = 16;
  private static final int SERVING = 3;

  private final BackendRelease release =
      Serialization.unmarshal(
          """
          apiVersion: slipway.dev/v1alpha1
          kind: BackendRelease
          metadata: {name: shop, namespace: demo, uid: uid-1}
          spec: {version: "1", template: {spec: {containers: [{name: a, image: b}]}}}
          """,
          BackendRelease.class);
  private final List<HasMetadata> surplus =
      Housekeeping.surplus(
          release,
          new Children(
              numbers().mapToObj(this::deployment).toList(),
              numbers().mapToObj(this::job).toList(),
              List.of(),
              List.of(),
              numbers().mapToObj(this::record).toList()),
          serving());

  @Test
  void whatServesAndWhatServedBeforeIsKept() {
    assertThat(surplus).extracting(Children::number).doesNotContain(SERVING, SERVING - 1);
  }

  @Test
  void theNewestRecordsAreKept() {
    assertThat(numbers("ReleaseRecord")).containsExactlyInAnyOrder(1, 4, 5, 6);
  }

  @Test
  void aFewEmptyDeploymentsAreKept() {
    assertThat(numbers("Deployment")).contains(1, 4, 13).doesNotContain(14, 15, 16);
  }

  @Test
  void jobsOfTheLastAttemptsAreKept() {
    assertThat(numbers("Job")).contains(1, 4, 13).doesNotContain(14, 15, 16);
  }

  /** A list served stale: the operator does not know yet of the attempt that the Job works for. */
  @Test
  void aJobWhoseRecordIsNotSeenYetIsKept() {
    var view =
        new Children(
            List.of(), List.of(job(5)), List.of(), List.of(), List.of(record(3), record(4)));
    assertThat(Housekeeping.surplus(release, view, serving())).isEmpty();
  }

  private List<Integer> numbers(String kind) {
    return surplus.stream()
        .filter(each -> each.getKind().equals(kind))
        .map(Children::number)
        .toList();
  }

  private static IntStream numbers() {
    return IntStream.rangeClosed(1, ATTEMPTS);
  }

  private static Memory serving() {
    return new Memory(
        new Phase.Resting(),
        Optional.of(new Revision(SERVING, "3", "hash")),
        Optional.empty(),
        List.of(),
        0,
        0,
        Optional.empty());
  }

  private ReleaseRecord record(int number) {
    var attempt = new Attempt(number, "id" + number, "1", "hash", Instant.EPOCH, 0, false);
    var record = RecordFactory.build(release, attempt, Map.of(), number - 1, null);
    record.setStatus(
        new ReleaseRecordStatus(
            ReleaseOutcome.FAILED,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return record;
  }

  private Deployment deployment(int number) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(Names.revision("shop", number))
        .withLabels(Names.labels("shop", number))
        .withOwnerReferences(Owner.of(release))
        .endMetadata()
        .withNewSpec()
        .withReplicas(number == SERVING ? 2 : 0)
        .endSpec()
        .build();
  }

  private Job job(int number) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(Names.revision("shop", number) + "-check")
        .withLabels(Names.labels("shop", number))
        .withOwnerReferences(Owner.of(release))
        .endMetadata()
        .build();
  }
}
