package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.Adopt;
import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.wire.PlanHash;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Wish;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Whether something is to be adopted before a plan is tried. */
final class AdoptionReader {
  private final Live live;
  private final PlanHash hashes;

  AdoptionReader(Live live, PlanHash hashes) {
    this.live = live;
    this.hashes = hashes;
  }

  /** The wish, or what comes before it. */
  Wish first(BackendRelease release, Children children, Memory memory, Wish wish) {
    var later = memory.serving().filter(revision -> !revision.adopted()).isPresent();
    var resting = memory.phase() instanceof Phase.Resting && !memory.held();
    if (!resting || later || !(wish instanceof Wish.Wanted)) {
      return wish;
    }
    var record = children.adoptedRecord(release.getMetadata().getUid());
    if (record.isPresent()) {
      return adopted(release, children, record.get(), wish);
    }
    var adopt = release.getSpec().adopt();
    return adopt == null ? wish : candidate(release, children, adopt);
  }

  /** Once its record is made nothing is judged any more: what is left to do is done. */
  private Wish adopted(BackendRelease release, Children children, ReleaseRecord record, Wish wish) {
    var running = AdoptedRevision.of(record).orElseThrow();
    var namespace = release.getMetadata().getNamespace();
    var deployment = live.deployment(children, namespace, running.deployment());
    var service = live.service(children, release);
    if (Observer.open(record)
        || deployment.filter(found -> !marked(release, found)).isPresent()
        || service.filter(found -> !marked(release, found)).isPresent()) {
      return new Wish.Adopting(Recovery.revision(record));
    }
    return AdoptionCheck.labels(release.getSpec().template(), running.selector())
        .<Wish>map(Wish.Invalid::new)
        .orElse(wish);
  }

  private static boolean marked(BackendRelease release, HasMetadata child) {
    var labels = child.getMetadata().getLabels();
    return Owner.holds(release.getMetadata().getUid(), child)
        && labels != null
        && release.getMetadata().getName().equals(labels.get(Slipway.BACKEND_LABEL));
  }

  private Wish candidate(BackendRelease release, Children children, Adopt adopt) {
    var namespace = release.getMetadata().getNamespace();
    var deployment = live.deployment(namespace, adopt.deployment());
    if (deployment.isEmpty()) {
      return missing("Deployment", adopt.deployment());
    }
    var service = live.service(namespace, adopt.service());
    if (service.isEmpty()) {
      return missing("Service", adopt.service());
    }
    var check = new AdoptionCheck(release, deployment.get(), service.get());
    var wrong = check.refusal(children.releases());
    if (wrong.isPresent()) {
      return new Wish.Invalid(wrong.get());
    }
    var pods = live.pods(namespace, service.get().getSpec().getSelector());
    return check
        .strangers(pods)
        .<Wish>map(Wish.Invalid::new)
        .or(() -> check.unsettled(pods).map(AdoptionReader::waits))
        .orElseGet(() ->
            new Wish.Adopting(
                new Revision(
                    Revision.ADOPTED,
                    RunningVersion.of(deployment.get()),
                    hashes.ofRunning(deployment.get().getSpec().getTemplate()))));
  }

  private static Wish missing(String kind, String name) {
    return waits(
        "spec.adopt names the %s %s, which does not exist in this namespace; make it, or correct the name"
            .formatted(kind, name));
  }

  private static Wish waits(String what) {
    return new Wish.Waiting(what, Reason.WAITS_TO_ADOPT);
  }
}
