package dev.slipway.operator.kubernetes.act;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.wire.Outcomes;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds the history, at rest only. What serves, or could be gone back to, is never touched. */
public final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final int RECORDS_KEPT = 10;
  private static final int EMPTY_DEPLOYMENTS_KEPT = 3;
  private static final int ATTEMPTS_WITH_JOBS_KEPT = 3;

  private final KubernetesClient client;

  public Housekeeping(KubernetesClient client) {
    this.client = client;
  }

  /** Deletes what is more than the history keeps. */
  public void tidy(BackendRelease release, Children children, Memory memory) {
    if (!(memory.phase() instanceof Phase.Resting)) {
      return;
    }
    surplus(release, children, memory).forEach(this::delete);
  }

  /** What may go. */
  static List<HasMetadata> surplus(BackendRelease release, Children children, Memory memory) {
    var uid = release.getMetadata().getUid();
    var used = inUse(children.records(), memory);
    var records = ended(owned(children.records(), uid), used);
    var dropped = numbers(records.stream().skip(RECORDS_KEPT).toList());
    var deployments = empty(owned(children.deployments(), uid), used);
    var kept = oldestOfTheNewest(children.records(), ATTEMPTS_WITH_JOBS_KEPT);
    IntPredicate old = number -> !used.contains(number) && number < kept;
    return Stream.of(
            owned(children.jobs(), uid).filter(job -> old.test(Children.number(job))),
            deployments.stream().skip(EMPTY_DEPLOYMENTS_KEPT),
            deployments.stream().filter(d -> dropped.contains(Children.number(d))),
            owned(children.services(), uid)
                .filter(service -> ofRevision(release, service))
                .filter(service -> dropped.contains(Children.number(service))),
            records.stream().skip(RECORDS_KEPT))
        .<HasMetadata>flatMap(each -> each)
        .distinct()
        .toList();
  }

  /** The serving revision, the one before it, and the last attempt. */
  private static Set<Integer> inUse(List<ReleaseRecord> records, Memory memory) {
    var serving = memory.serving().map(revision -> revision.number());
    var previous =
        records.stream()
            .filter(record -> serving.filter(n -> n == Children.number(record)).isPresent())
            .flatMap(record -> Optional.ofNullable(record.getSpec().previous()).stream())
            .map(Long::intValue);
    return Stream.of(
            serving.stream(),
            previous,
            memory.attempt().map(attempt -> attempt.number()).stream(),
            memory.last().map(Ending::number).stream())
        .flatMap(each -> each)
        .collect(Collectors.toSet());
  }

  private static <T extends HasMetadata> Stream<T> owned(List<T> children, String uid) {
    return children.stream()
        .filter(child -> Owner.owns(uid, child))
        .filter(child -> child.getMetadata().getDeletionTimestamp() == null);
  }

  private static List<ReleaseRecord> ended(Stream<ReleaseRecord> records, Set<Integer> used) {
    return records
        .filter(record -> !used.contains(Children.number(record)))
        .filter(record ->
            record.getStatus() != null && Outcomes.read(record.getStatus().outcome()).isPresent())
        .sorted(Comparator.<ReleaseRecord>comparingInt(Children::number).reversed())
        .toList();
  }

  private static List<Deployment> empty(Stream<Deployment> deployments, Set<Integer> used) {
    return deployments
        .filter(deployment -> !used.contains(Children.number(deployment)))
        .filter(deployment -> !Children.asksForPods(deployment))
        .sorted(Comparator.<Deployment>comparingInt(Children::number).reversed())
        .toList();
  }

  private static boolean ofRevision(BackendRelease release, Service service) {
    var backend = release.getMetadata().getName();
    return service
        .getMetadata()
        .getName()
        .equals(Names.revision(backend, Children.number(service)));
  }

  private static Set<Integer> numbers(List<? extends HasMetadata> children) {
    return children.stream().map(Children::number).collect(Collectors.toSet());
  }

  /**
   * The number of the oldest among so many newest records; 0 where there is none. A Job with a
   * higher one than all of them is not old: a view of the records may lag behind the one of the
   * Jobs.
   */
  private static int oldestOfTheNewest(List<ReleaseRecord> records, int count) {
    return records.stream()
        .map(Children::number)
        .sorted(Comparator.reverseOrder())
        .limit(count)
        .reduce(0, (_, older) -> older);
  }

  /** Only the very object that was seen, never a newer one of its name. */
  private void delete(HasMetadata child) {
    try {
      client.resource(child).lockResourceVersion(child.getMetadata().getResourceVersion()).delete();
    } catch (KubernetesClientException e) {
      LOG.atDebug()
          .addKeyValue("object", child.getKind() + "/" + child.getMetadata().getName())
          .addKeyValue("code", e.getCode())
          .log("left for the next time");
    }
  }
}
