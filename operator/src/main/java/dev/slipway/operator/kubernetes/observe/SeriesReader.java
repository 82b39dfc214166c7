package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.Plan;
import dev.slipway.operator.analysis.SeriesMapping;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which series of a release are requests of users: what the spec names, without the paths that
 * probes, smoke test and the reading of metrics itself call.
 */
final class SeriesReader {
  private SeriesReader() {}

  static SeriesMapping read(Plan plan) {
    var analysis = plan.analysis();
    var metrics = analysis == null ? null : analysis.metrics();
    var named = metrics == null ? null : metrics.series();
    var excluded =
        Stream.of(
                named == null ? Stream.<String>empty() : named.exclude().stream(),
                metrics == null ? Stream.<String>empty() : Stream.of(metrics.path()),
                smoke(plan),
                probes(plan))
            .flatMap(paths -> paths)
            .filter(Objects::nonNull)
            // A probe of the front page must not take every request away.
            .filter(path -> path.length() > 1)
            .distinct()
            .toList();
    return named == null
        ? new SeriesMapping(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            excluded)
        : new SeriesMapping(
            Optional.ofNullable(named.requests()),
            Optional.ofNullable(named.durations()),
            Optional.ofNullable(named.status()),
            Optional.ofNullable(named.route()),
            named.match().stream()
                .map(label -> label.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, last) -> last)),
            excluded);
  }

  private static Stream<String> smoke(Plan plan) {
    var smoke = plan.smoke();
    return smoke == null ? Stream.empty() : Stream.of(smoke.health(), smoke.ready());
  }

  private static Stream<String> probes(Plan plan) {
    var pod = plan.template() == null ? null : plan.template().getSpec();
    return pod == null
        ? Stream.empty()
        : pod.getContainers().stream()
            .flatMap(SeriesReader::probes)
            .filter(Objects::nonNull)
            .map(Probe::getHttpGet)
            .filter(Objects::nonNull)
            .map(HTTPGetAction::getPath)
            .filter(Objects::nonNull)
            .map(path -> path.replaceFirst("[?#].*", ""));
  }

  private static Stream<Probe> probes(Container container) {
    return Stream.of(
        container.getReadinessProbe(), container.getLivenessProbe(), container.getStartupProbe());
  }
}
