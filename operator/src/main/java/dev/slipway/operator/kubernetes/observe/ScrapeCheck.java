package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Metrics that could never be read are a mistake, to be told before a release and not after it. */
final class ScrapeCheck {
  private ScrapeCheck() {}

  static Optional<String> fault(BackendReleaseSpec spec) {
    var metrics = spec.analysis() == null ? null : spec.analysis().metrics();
    if (metrics == null) {
      return Optional.empty();
    }
    var pod = spec.template().getSpec();
    if (Boolean.TRUE.equals(pod.getHostNetwork())) {
      return Optional.of(
          "spec.analysis.metrics: pods in the host's network (spec.template.spec.hostNetwork) are never asked for metrics; take one of the two away");
    }
    var declared = ports(pod);
    return declared.contains(metrics.port())
        ? Optional.empty()
        : Optional.of(
            "spec.analysis.metrics.port is %d, but no container of spec.template declares it (declared: %s); add it to the container's ports, or the metrics are never read"
                .formatted(metrics.port(), told(declared)));
  }

  private static List<Integer> ports(PodSpec pod) {
    return pod.getContainers().stream()
        .flatMap(container -> container.getPorts().stream())
        .map(ContainerPort::getContainerPort)
        .toList();
  }

  private static String told(List<Integer> ports) {
    return ports.isEmpty()
        ? "none"
        : ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
