package dev.slipway.operator.kubernetes.act;

import dev.slipway.operator.kubernetes.children.AdoptedRevision;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.observe.AdoptedTraffic;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Revision;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Map;
import java.util.Optional;

/** By which labels the callers' Service finds the pods that it shall. */
record Selection(Live live) {

  /** Every pod of the backend; pods of an adopted revision have just the labels they had. */
  static Map<String, String> shared(Look look, Decision why) {
    var backend = look.release().getMetadata().getName();
    return why.next()
        .serving()
        .filter(Revision::adopted)
        .flatMap(_ -> look.children().adopted(look.release().getMetadata().getUid()))
        .map(AdoptedRevision::selector)
        .orElse(Names.backendSelector(backend));
  }

  /** The pods of one revision. */
  Map<String, String> of(Look look, int revision) {
    var meta = look.release().getMetadata();
    if (revision != Revision.ADOPTED) {
      return Names.revisionSelector(meta.getName(), revision);
    }
    var adopted =
        look.children()
            .adopted(meta.getUid())
            .orElseThrow(() ->
                new IllegalStateException(
                    "the ReleaseRecord of what was adopted is gone, so nobody knows its labels"));
    var present = service(look).map(Children::selected).orElse(Map.of());
    return AdoptedTraffic.alone(adopted, look.children(), present);
  }

  /** The callers' Service, whose watch may not show it. */
  Optional<Service> service(Look look) {
    return live.service(look.children(), look.release());
  }
}
