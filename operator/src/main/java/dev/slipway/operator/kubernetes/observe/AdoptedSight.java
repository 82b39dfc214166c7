package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Revision;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Optional;

/**
 * Adds to what the watches show the pods of an adopted revision. They carry no label of ours and
 * never will; here they are seen as if they did, so that nobody else has to tell them apart.
 */
final class AdoptedSight {
  private final Live live;
  private final UnlabelledPods pods;

  AdoptedSight(Live live, UnlabelledPods pods) {
    this.live = live;
    this.pods = pods;
  }

  Children complete(BackendRelease release, Children seen, Memory memory) {
    var uid = release.getMetadata().getUid();
    var serves = memory.serving().filter(Revision::adopted).isPresent();
    var record = seen.adoptedRecord(uid).or(() -> serves ? record(release) : Optional.empty());
    var adopted = record.flatMap(AdoptedRevision::of);
    if (adopted.isEmpty() || !(serves || runs(seen, adopted.get()))) {
      pods.forget(uid);
      return seen;
    }
    var running =
        pods.of(uid, release.getMetadata().getNamespace(), adopted.get().selector()).stream()
            .filter(adopted.get()::runs)
            .map(pod -> labelled(pod, release.getMetadata().getName()))
            .toList();
    return seen.with(record.get(), running);
  }

  void forget(String uid) {
    pods.forget(uid);
  }

  /** The watch may not show it yet. */
  private Optional<ReleaseRecord> record(BackendRelease release) {
    var meta = release.getMetadata();
    return live.record(meta.getNamespace(), Names.revision(meta.getName(), Revision.ADOPTED))
        .filter(record -> Owner.owns(meta.getUid(), record));
  }

  private static boolean runs(Children seen, AdoptedRevision adopted) {
    return seen.deployment(adopted.deployment()).filter(Children::asksForPods).isPresent();
  }

  private static Pod labelled(Pod pod, String backend) {
    return new PodBuilder(pod)
        .editMetadata()
        .addToLabels(Names.revisionSelector(backend, Revision.ADOPTED))
        .endMetadata()
        .build();
  }
}
