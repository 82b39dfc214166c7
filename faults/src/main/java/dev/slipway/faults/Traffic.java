package dev.slipway.faults;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.faults.ground.Wait;
import dev.slipway.faults.player.PodWords;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Watches whom the callers' Service reaches. What is seen comes from two watches that may be a
 * moment apart, so that being without pods counts only where it lasts.
 */
final class Traffic implements AutoCloseable {
  private static final Duration A_MOMENT = Duration.ofMillis(1_500);

  private final Supplier<List<Pod>> pods;
  private final SharedIndexInformer<Service> services;
  private final Set<Integer> mayServe;
  private final Set<String> faults = new LinkedHashSet<>();
  private final Thread watch;
  private volatile boolean over;
  private long aloneSince;

  Traffic(SharedIndexInformer<Service> services, Supplier<List<Pod>> pods, Set<Integer> mayServe) {
    this.services = services;
    this.pods = pods;
    this.mayServe = Set.copyOf(mayServe);
    this.watch = Thread.ofVirtual().start(this::watch);
  }

  /** From now on it does not matter whom the Service reaches. */
  void over() {
    over = true;
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  private void watch() {
    while (!over && Wait.pass(Duration.ofMillis(100))) {
      services.getStore().list().stream()
          .filter(service -> service.getMetadata().getName().equals(Shop.NAME))
          .findFirst()
          .ifPresent(this::look);
    }
  }

  private synchronized void look(Service service) {
    var ready = pods.get().stream().filter(PodWords::serves).toList();
    var selector = service.getSpec().getSelector();
    var reached = ready.stream().filter(pod -> matches(pod, selector)).toList();
    reached.stream()
        .map(Traffic::revision)
        .filter(revision -> !mayServe.contains(revision))
        .forEach(revision ->
            faults.add(
                "the Service reaches revision %d, which must not serve".formatted(revision)));
    if (!reached.isEmpty() || ready.isEmpty()) {
      aloneSince = 0;
      return;
    }
    if (aloneSince == 0) {
      aloneSince = System.nanoTime();
    } else if (System.nanoTime() - aloneSince > A_MOMENT.toNanos()) {
      faults.add(
          "the Service selects %s and reaches nobody, while %d other pods are ready"
              .formatted(selector, ready.size()));
    }
  }

  private static boolean matches(Pod pod, Map<String, String> selector) {
    return pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet());
  }

  private static int revision(Pod pod) {
    return Integer.parseInt(
        pod.getMetadata().getLabels().getOrDefault(Slipway.REVISION_LABEL, "0"));
  }

  @Override
  public void close() {
    over = true;
    watch.interrupt();
    services.close();
  }
}
