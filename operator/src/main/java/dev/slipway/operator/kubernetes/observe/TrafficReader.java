package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Traffic;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Objects;
import java.util.Optional;

/** Whom the callers' Service selects. */
final class TrafficReader {
  private TrafficReader() {}

  static Traffic read(BackendRelease release, Children children, Optional<Service> service) {
    if (service.isEmpty()) {
      return new Traffic.Missing();
    }
    var found = service.get();
    var backend = release.getMetadata().getName();
    var uid = release.getMetadata().getUid();
    var adopted = children.adopted(uid);
    if (!Owner.holds(uid, found) && !(adopted.isPresent() && Owner.unclaimed(found))) {
      return foreign(backend, found);
    }
    var version = found.getMetadata().getResourceVersion();
    var selector = Children.selected(found);
    var revision = Objects.requireNonNullElse(selector.get(Slipway.REVISION_LABEL), "");
    if (revision.matches("[0-9]{1,9}")
        && selector.equals(Names.revisionSelector(backend, Integer.parseInt(revision)))) {
      return new Traffic.Narrow(version, Integer.parseInt(revision));
    }
    return adopted
        .map(running -> AdoptedTraffic.alone(running, children, selector))
        .filter(selector::equals)
        .<Traffic>map(_ -> new Traffic.Narrow(version, Revision.ADOPTED))
        .orElseGet(() -> new Traffic.Shared(version));
  }

  /** One that belongs to another release, or to an earlier one of this name, goes with that. */
  private static Traffic foreign(String backend, Service service) {
    return service.getMetadata().getOwnerReferences().stream()
        .filter(owner -> owner.getApiVersion().startsWith(Slipway.GROUP + "/"))
        .findFirst()
        .map(owner ->
            new Traffic.Foreign(
                "the Service %s belongs to %s; this release begins when it is gone"
                    .formatted(
                        backend,
                        owner.getName().equals(backend)
                            ? "an earlier release of this name, which is being deleted"
                            : "the release " + owner.getName()),
                true))
        .orElseGet(() ->
            new Traffic.Foreign(
                "the Service %s exists and does not belong to this release; delete or rename it, or let the release move it over with its Deployment: spec.adopt: {deployment: …, service: %s}"
                    .formatted(backend, backend),
                false));
  }
}
