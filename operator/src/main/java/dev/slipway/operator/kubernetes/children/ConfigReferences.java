package dev.slipway.operator.kubernetes.children;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every place in a pod where a ConfigMap is named. */
public final class ConfigReferences {
  private ConfigReferences() {}

  /** Names of the ConfigMaps, and whether the pod needs them to start. */
  public static Map<String, Boolean> required(PodSpec pod) {
    var found = new TreeMap<String, Boolean>();
    for (var reference : all(pod)) {
      found.merge(reference.name(), !reference.optional(), Boolean::logicalOr);
    }
    return found;
  }

  /** Renames every reference in place. */
  public static void rename(PodSpec pod, UnaryOperator<String> name) {
    all(pod).forEach(reference -> reference.rename().accept(name.apply(reference.name())));
  }

  private record Reference(
      String name, boolean optional, java.util.function.Consumer<String> rename) {}

  private static List<Reference> all(PodSpec pod) {
    var found = new ArrayList<Reference>();
    Stream.of(pod.getContainers(), pod.getInitContainers())
        .filter(Objects::nonNull)
        .flatMap(Collection::stream)
        .forEach(container -> of(container, found));
    for (var volume : pod.getVolumes()) {
      var source = volume.getConfigMap();
      if (source != null && source.getName() != null) {
        found.add(new Reference(source.getName(), yes(source.getOptional()), source::setName));
      }
      if (volume.getProjected() != null) {
        for (var projection : volume.getProjected().getSources()) {
          var map = projection.getConfigMap();
          if (map != null && map.getName() != null) {
            found.add(new Reference(map.getName(), yes(map.getOptional()), map::setName));
          }
        }
      }
    }
    return found;
  }

  private static void of(Container container, List<Reference> found) {
    for (EnvVar variable : container.getEnv()) {
      var from = variable.getValueFrom();
      if (from != null && from.getConfigMapKeyRef() != null) {
        var key = from.getConfigMapKeyRef();
        found.add(new Reference(key.getName(), yes(key.getOptional()), key::setName));
      }
    }
    for (var source : container.getEnvFrom()) {
      var map = source.getConfigMapRef();
      if (map != null) {
        found.add(new Reference(map.getName(), yes(map.getOptional()), map::setName));
      }
    }
  }

  private static boolean yes(Boolean optional) {
    return Boolean.TRUE.equals(optional);
  }
}
