package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ports of an adopted Service stay as they are; the new pods have to listen behind them. */
record AdoptedPorts(BackendRelease release, Service service) {
  private static final String ANEW =
      "The ports of a release never change: delete it, nothing was made for it yet, and apply it anew";

  Optional<String> fault() {
    var asked = release.getSpec().service();
    var port =
        service.getSpec().getPorts().stream()
            .filter(each -> each.getPort().equals(asked.port()))
            .findFirst();
    if (port.isEmpty()) {
      return Optional.of(
          ("spec.service.port is %d, but the Service %s has %s; its ports stay as they are, so name one of them. "
                  + ANEW)
              .formatted(asked.port(), service.getMetadata().getName(), ports()));
    }
    return unnamed().or(() -> elsewhere(port.get()));
  }

  /** A port by name leads nowhere in pods that do not declare it. */
  private Optional<String> unnamed() {
    return service.getSpec().getPorts().stream()
        .filter(port -> !name(port).isEmpty())
        .filter(port -> declared(name(port)).isEmpty())
        .findFirst()
        .map(port ->
            "the Service %s leads port %d to the pods' port named %s, but no container of spec.template declares one of that name; add it to the container's ports"
                .formatted(service.getMetadata().getName(), port.getPort(), name(port)));
  }

  private Optional<String> elsewhere(ServicePort port) {
    var asked = release.getSpec().service().targetPort();
    var target =
        name(port).isEmpty() ? number(port) : declared(name(port)).orElseThrow().getContainerPort();
    return target.equals(asked)
        ? Optional.empty()
        : Optional.of(
            ("spec.service.targetPort is %d, but the Service %s leads port %d to %d; its ports stay as they are, so say the same. "
                    + ANEW)
                .formatted(asked, service.getMetadata().getName(), port.getPort(), target));
  }

  private Optional<ContainerPort> declared(String name) {
    return release.getSpec().template().getSpec().getContainers().stream()
        .flatMap(container -> container.getPorts().stream())
        .filter(port -> name.equals(port.getName()))
        .findFirst();
  }

  private static String name(ServicePort port) {
    var target = port.getTargetPort();
    return target == null ? "" : Objects.requireNonNullElse(target.getStrVal(), "");
  }

  private static Integer number(ServicePort port) {
    var target = port.getTargetPort();
    return target == null || target.getIntVal() == null ? port.getPort() : target.getIntVal();
  }

  private String ports() {
    return service.getSpec().getPorts().stream()
        .map(ServicePort::getPort)
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
