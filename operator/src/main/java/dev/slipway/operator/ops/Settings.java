package dev.slipway.operator.ops;

import dev.slipway.api.v1alpha1.Span;
import java.time.Duration;
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
 * @param election how long the lease lasts
 */
public record Settings(
    String runnerImage,
    String podUid,
    String podNamespace,
    Set<String> namespaces,
    int port,
    ElectionTimes election) {
  private static final int DEFAULT_PORT = 8080;

  public Settings {
    namespaces = Set.copyOf(namespaces);
  }

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming what is missing or wrong
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
        port(environment.getOrDefault("PORT", String.valueOf(DEFAULT_PORT))),
        new ElectionTimes(
            time(environment, "LEASE_DURATION", ElectionTimes.DEFAULT.lease()),
            time(environment, "LEASE_RENEW", ElectionTimes.DEFAULT.renew()),
            time(environment, "LEASE_RETRY", ElectionTimes.DEFAULT.retry())));
  }

  public boolean elects() {
    return !podNamespace.isBlank();
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("PORT is '" + text + "'; it must be a number");
    }
    return Integer.parseInt(text);
  }

  private static Duration time(Map<String, String> environment, String name, Duration otherwise) {
    var text = environment.getOrDefault(name, "");
    try {
      return text.isBlank() ? otherwise : new Span(text).toDuration();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static Set<String> list(String commas) {
    return Arrays.stream(commas.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }
}
