package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What there is in a namespace, in lines that are the same for two runs that ended alike. */
final class EndState {
  private static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "slipway");

  private EndState() {}

  static List<String> of(KubernetesClient client, String namespace, Map<String, Integer> effects) {
    var lines = new ArrayList<String>();
    client.resources(BackendRelease.class).inNamespace(namespace).list().getItems().stream()
        .map(EndState::release)
        .forEach(lines::add);
    client.resources(ReleaseRecord.class).inNamespace(namespace).list().getItems().stream()
        .map(EndState::record)
        .forEach(lines::add);
    client.apps().deployments().inNamespace(namespace).list().getItems().stream()
        .map(d ->
            "deployment %s replicas=%d ready=%d"
                .formatted(
                    name(d), d.getSpec().getReplicas(), zero(d.getStatus().getReadyReplicas())))
        .forEach(lines::add);
    client.services().inNamespace(namespace).list().getItems().stream()
        .map(s ->
            "service %s selects %s".formatted(name(s), new TreeMap<>(s.getSpec().getSelector())))
        .forEach(lines::add);
    client.configMaps().inNamespace(namespace).withLabels(OURS).list().getItems().stream()
        .map(c -> "copy %s".formatted(name(c)))
        .forEach(lines::add);
    client.batch().v1().jobs().inNamespace(namespace).list().getItems().stream()
        .map(j -> "job %s".formatted(name(j)))
        .forEach(lines::add);
    effects.forEach((file, times) -> lines.add("file %s applied %d times".formatted(file, times)));
    lines.sort(String::compareTo);
    return List.copyOf(lines);
  }

  private static String release(BackendRelease release) {
    var status = release.getStatus();
    if (status == null) {
      return "release without status";
    }
    var serving = status.serving();
    var schema = status.schema();
    var last = status.lastOutcome();
    return "release %s reason=%s version=%s serving=%s schema=%s last=%s failed=%d attempt=%s asked=%s seen=%s"
        .formatted(
            status.phase(),
            status.reason(),
            status.version(),
            serving == null ? "-" : serving.number() + "/" + serving.version(),
            schema == null ? "-" : schema.version() + "/" + schema.state(),
            last == null ? "-" : "%s/%s/%s".formatted(last.number(), last.outcome(), last.reason()),
            status.failedPlans().size(),
            status.attempt() != null && status.attempt().number() != null
                ? status.attempt().number()
                : "-",
            status.lastRequest() == null ? "-" : status.lastRequest().answer(),
            Objects.equals(status.observedGeneration(), release.getMetadata().getGeneration()));
  }

  private static String record(ReleaseRecord record) {
    var status = record.getStatus();
    if (status == null) {
      return "record %s without status".formatted(name(record));
    }
    var schema = status.schema();
    return "record %s %s reason=%s schema=%s"
        .formatted(
            name(record),
            status.outcome(),
            status.reason(),
            schema == null ? "-" : schema.before() + ">" + schema.after() + schema.applied());
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName().replaceAll("-[0-9a-f]{8}$", "-*");
  }

  private static int zero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
