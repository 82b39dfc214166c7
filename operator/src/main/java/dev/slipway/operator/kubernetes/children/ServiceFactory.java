package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Exposure;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;

/** The Service that callers use, and one for each revision by which it is tried. */
public final class ServiceFactory {
  private ServiceFactory() {}

  /** The callers' Service with these pods behind it. */
  public static Service traffic(
      BackendRelease owner, ReleaseRecord record, Map<String, String> selector) {
    var backend = owner.getMetadata().getName();
    var labels = Map.of(Names.MANAGED_BY, Names.MANAGER, Slipway.BACKEND_LABEL, backend);
    return service(owner, backend, labels, record, selector);
  }

  public static Service revision(BackendRelease owner, ReleaseRecord record) {
    var backend = owner.getMetadata().getName();
    var number = record.getSpec().number().intValue();
    return service(
        owner,
        Names.revision(backend, number),
        Names.labels(backend, number),
        record,
        Names.revisionSelector(backend, number));
  }

  private static Service service(
      BackendRelease owner,
      String name,
      Map<String, String> labels,
      ReleaseRecord record,
      Map<String, String> selector) {
    Exposure ports = record.getSpec().plan().service();
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(owner.getMetadata().getNamespace())
        .withLabels(labels)
        .withOwnerReferences(Owner.of(owner))
        .endMetadata()
        .withNewSpec()
        .withSelector(selector)
        .addNewPort()
        .withName("http")
        .withPort(ports.port())
        .withTargetPort(new IntOrString(ports.targetPort()))
        .endPort()
        .endSpec()
        .build();
  }
}
