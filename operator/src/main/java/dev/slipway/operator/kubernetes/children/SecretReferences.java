package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Secrets of a pod by name; what is in them is nobody's business here. */
public final class SecretReferences {
  private static final int MOST = 50;

  private SecretReferences() {}

  /**
   * Those whose content may change under one name: the last part of it holds no digit, as that of
   * {@code shop-v3} or {@code shop-7d9f2k} does.
   */
  @SuppressWarnings("ConstantValue") // the wire is tolerant: required members may be missing
  public static List<String> withoutVersion(@Nullable BackendReleaseSpec spec) {
    return spec == null || spec.template() == null
        ? List.of()
        : all(spec.template().getSpec()).stream()
            .filter(name -> !name.matches(".*[-.][a-z0-9]*[0-9][a-z0-9]*"))
            .limit(MOST)
            .toList();
  }

  private static Set<String> all(@Nullable PodSpec pod) {
    var found = new TreeSet<String>();
    if (pod == null) {
      return found;
    }
    Stream.of(pod.getContainers(), pod.getInitContainers())
        .filter(Objects::nonNull)
        .flatMap(Collection::stream)
        .forEach(container -> of(container, found));
    for (var volume : pod.getVolumes()) {
      if (volume.getSecret() != null && volume.getSecret().getSecretName() != null) {
        found.add(volume.getSecret().getSecretName());
      }
      if (volume.getProjected() != null) {
        volume.getProjected().getSources().stream()
            .filter(source -> source.getSecret() != null && source.getSecret().getName() != null)
            .forEach(source -> found.add(source.getSecret().getName()));
      }
    }
    return found;
  }

  private static void of(Container container, Set<String> found) {
    container.getEnv().stream()
        .filter(variable ->
            variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null)
        .forEach(variable -> found.add(variable.getValueFrom().getSecretKeyRef().getName()));
    container.getEnvFrom().stream()
        .filter(source -> source.getSecretRef() != null)
        .forEach(source -> found.add(source.getSecretRef().getName()));
  }
}
