package dev.slipway.operator.kubernetes.act;

import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.children.RecordFactory;
import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.release.Revision;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Optional;

/**
 * Pins what runs as the record of revision 0, and marks the objects themselves. Each part may have
 * been done before, by an operator that ended in between. Nothing that runs changes by it.
 */
final class Adopter {
  private final Live live;
  private final Creation creation;
  private final Adjustment adjustment;
  private final RecordKeeper records;

  Adopter(Live live, Creation creation, Adjustment adjustment, RecordKeeper records) {
    this.live = live;
    this.creation = creation;
    this.adjustment = adjustment;
    this.records = records;
  }

  void adopt(Look look, Revision running) {
    records
        .record(look, running.number())
        .filter(record -> Owner.owns(look.release().getMetadata().getUid(), record))
        .or(() -> create(look, running))
        .ifPresent(record -> {
          records.adopted(record);
          mark(look, record);
        });
  }

  /** What is gone by now cannot be adopted; the next look says so. */
  private Optional<ReleaseRecord> create(Look look, Revision running) {
    var namespace = look.release().getMetadata().getNamespace();
    var adopt = look.release().getSpec().adopt();
    if (adopt == null) {
      return Optional.empty();
    }
    var service = live.service(namespace, adopt.service());
    return live.deployment(namespace, adopt.deployment())
        .flatMap(deployment ->
            service.map(found ->
                creation.create(
                    RecordFactory.adopted(
                        look.release(),
                        running,
                        deployment,
                        found.getSpec().getSelector(),
                        look.seen().now()))));
  }

  private void mark(Look look, ReleaseRecord record) {
    var meta = look.release().getMetadata();
    var namespace = meta.getNamespace();
    var backend = meta.getName();
    var deployment = AdoptedRevision.of(record).orElseThrow().deployment();
    live.deployment(namespace, deployment)
        .ifPresent(found ->
            adjustment.mark(
                Deployment.class,
                found,
                Map.of(
                    Slipway.BACKEND_LABEL,
                    backend,
                    Slipway.REVISION_LABEL,
                    Integer.toString(Revision.ADOPTED)),
                Owner.mark(meta.getUid(), Owner.written(found))));
    live.service(namespace, backend)
        .ifPresent(found ->
            adjustment.mark(
                Service.class,
                found,
                Map.of(Slipway.BACKEND_LABEL, backend),
                Owner.mark(meta.getUid(), Owner.written(found))));
  }
}
