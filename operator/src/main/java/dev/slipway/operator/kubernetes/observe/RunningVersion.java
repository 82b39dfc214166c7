package dev.slipway.operator.kubernetes.observe;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to call a version that nobody has released: as its labels do, else as its image. */
final class RunningVersion {
  /** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/. */
  private static final String LABEL = "app.kubernetes.io/version";

  private static final String UNKNOWN = "adopted";
  private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._+-]{0,62}";

  private RunningVersion() {}

  static String of(Deployment deployment) {
    var template = deployment.getSpec().getTemplate();
    return label(template.getMetadata())
        .or(() -> label(deployment.getMetadata()))
        .or(() -> tag(template.getSpec().getContainers().getFirst().getImage()))
        .orElse(UNKNOWN);
  }

  private static Optional<String> label(@Nullable ObjectMeta meta) {
    return Optional.ofNullable(meta == null ? null : meta.getLabels())
        .map(labels -> labels.getOrDefault(LABEL, ""))
        .filter(version -> version.matches(VERSION));
  }

  /** Nothing for an image by digest alone: no name of a version can be read from that. */
  private static Optional<String> tag(@Nullable String image) {
    var named = Objects.requireNonNullElse(image, "").split("@", 2)[0];
    var colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    return colon < 0
        ? Optional.empty()
        : Optional.of(named.substring(colon + 1)).filter(version -> version.matches(VERSION));
  }
}
