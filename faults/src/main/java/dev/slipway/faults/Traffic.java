package dev.slipway.faults;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.faults.player.PodWords;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whom the callers' Service reaches, looked at after each change of it or of a pod: never a
 * revision that must not serve, and once anybody, always somebody. What is seen comes from two
 * watches that may be a moment apart, so that being without pods counts only where it lasts.
 */
final class Traffic {
  private static final Duration A_MOMENT = Duration.ofMillis(1_500);

  private final Supplier<Optional<Service>> service;
  private final Supplier<List<Pod>> pods;
  private final Set<Integer> mayServe;
  private final LongSupplier nanos;
  private final Set<String> faults = new LinkedHashSet<>();
  private boolean over;
  private boolean reachedBefore;
  private Optional<String> refusal = Optional.empty();
  private long refusedSince;

  /**
   * Traffic of one namespace.
   *
   * @param mayServe numbers of releases that callers may reach at any time
   * @param nanos the time, as {@link System#nanoTime}
   */
  Traffic(
      Supplier<Optional<Service>> service,
      Supplier<List<Pod>> pods,
      Set<Integer> mayServe,
      LongSupplier nanos) {
    this.service = service;
    this.pods = pods;
    this.mayServe = Set.copyOf(mayServe);
    this.nanos = nanos;
  }

  /** From now on it does not matter whom the Service reaches. */
  synchronized void over() {
    settle();
    over = true;
  }

  /** What must never be and was, until now. */
  synchronized List<String> faults() {
    settle();
    return List.copyOf(faults);
  }

  /** Something has changed. */
  synchronized void look() {
    if (over) {
      return;
    }
    var ready = pods.get().stream().filter(PodWords::serves).toList();
    var selector = service.get().map(there -> there.getSpec().getSelector());
    var reached =
        ready.stream().filter(pod -> selector.filter(s -> matches(pod, s)).isPresent()).toList();
    reached.stream()
        .map(Traffic::revision)
        .filter(revision -> !mayServe.contains(revision))
        .forEach(revision ->
            faults.add(
                "the Service reaches revision %d, which must not serve".formatted(revision)));
    reachedBefore |= !reached.isEmpty();
    if (!reached.isEmpty()) {
      settle();
      refusal = Optional.empty();
    } else if (reachedBefore && refusal.isEmpty()) {
      refusedSince = nanos.getAsLong();
      refusal =
          Optional.of(
              "requests are refused: %s, and %d other pods are ready"
                  .formatted(
                      selector.map(s -> "the Service selects " + s).orElse("there is no Service"),
                      ready.size()));
    }
  }

  /** Counts a refusal that has lasted. */
  private void settle() {
    if (!over && nanos.getAsLong() - refusedSince > A_MOMENT.toNanos()) {
      refusal.ifPresent(faults::add);
    }
  }

  private static boolean matches(Pod pod, Map<String, String> selector) {
    return pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet());
  }

  private static int revision(Pod pod) {
    return Integer.parseInt(
        pod.getMetadata().getLabels().getOrDefault(Slipway.REVISION_LABEL, "0"));
  }
}
