package dev.slipway.operator.ops;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the operator is told by its environment, read once.
 *
 * @param runnerImage image of the Jobs
 * @param podUid who this process is, in the election of a leader
 * @param podNamespace where the lease is; empty outside of a cluster, then nobody is elected
 * @param namespaces where releases are looked after; empty: everywhere
 * @param port probes and metrics
 */
public record Settings(
    String runnerImage, String podUid, String podNamespace, Set<String> namespaces, int port) {
  private static final int DEFAULT_PORT = 8080;

  public Settings {
    namespaces = Set.copyOf(namespaces);
  }

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming what is missing
   */
  public static Settings from(Map<String, String> environment) {
    var image = environment.getOrDefault("RUNNER_IMAGE", "");
    if (image.isBlank()) {
      throw new IllegalArgumentException(
          "RUNNER_IMAGE is not set: it names the image that checks, migrates and smoke tests");
    }
    return new Settings(
        image,
        environment.getOrDefault("POD_UID", "outside"),
        environment.getOrDefault("POD_NAMESPACE", ""),
        list(environment.getOrDefault("WATCH_NAMESPACES", "")),
        Integer.parseInt(environment.getOrDefault("PORT", String.valueOf(DEFAULT_PORT))));
  }

  public boolean elects() {
    return !podNamespace.isBlank();
  }

  private static Set<String> list(String commas) {
    return Arrays.stream(commas.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }
}
