package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * When pods of a revision were made, got ready and came into the users' Service, by when watches
 * told it: Kubernetes itself writes such times down in whole seconds.
 */
public final class PodStarts implements AutoCloseable {
  /**
   * One start, in milliseconds of the clock of this machine.
   *
   * @param served when an EndpointSlice of the users' Service said that it is ready
   */
  public record Start(long made, long ready, long served) {
    public double seconds() {
      return (served - made) / 1e3;
    }
  }

  private final InstantSource clock;
  private final Set<String> before;
  private final Map<String, Long> made = new ConcurrentHashMap<>();
  private final Map<String, Long> ready = new ConcurrentHashMap<>();
  private final Map<String, Long> served = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Pod> pods;
  private final SharedIndexInformer<EndpointSlice> slices;

  /** From now on; pods that are there already are not looked at. */
  PodStarts(KubernetesClient client, String namespace, int revision, InstantSource clock) {
    this.clock = clock;
    var of =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel(Slipway.REVISION_LABEL, String.valueOf(revision))
            .withoutLabel(Slipway.STEP_LABEL);
    before =
        of.list().getItems().stream()
            .map(pod -> pod.getMetadata().getName())
            .collect(Collectors.toSet());
    pods = of.inform(new Seen<>(this::see));
    slices =
        client
            .discovery()
            .v1()
            .endpointSlices()
            .inNamespace(namespace)
            .withLabel("kubernetes.io/service-name", Shop.NAME)
            .inform(new Seen<>(this::see));
  }

  /** The one that came into the Service first. */
  public Start first() {
    return served.entrySet().stream()
        .filter(each -> made.containsKey(each.getKey()))
        .min(Comparator.comparing(Map.Entry::getValue))
        .map(each ->
            new Start(
                made.getOrDefault(each.getKey(), each.getValue()),
                ready.getOrDefault(each.getKey(), each.getValue()),
                each.getValue()))
        .orElseThrow(() -> new BrokenPromise("no pod came into the Service; made: " + made));
  }

  private void see(Pod pod) {
    var name = pod.getMetadata().getName();
    if (before.contains(name)) {
      return;
    }
    made.putIfAbsent(name, clock.millis());
    if (pod.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"))) {
      ready.putIfAbsent(name, clock.millis());
    }
  }

  private void see(EndpointSlice slice) {
    slice.getEndpoints().stream()
        .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
        .filter(endpoint -> endpoint.getTargetRef() != null)
        .forEach(endpoint -> served.putIfAbsent(endpoint.getTargetRef().getName(), clock.millis()));
  }

  @Override
  public void close() {
    pods.close();
    slices.close();
  }

  private record Seen<T>(Consumer<T> see) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      see.accept(object);
    }

    @Override
    public void onUpdate(T before, T object) {
      see.accept(object);
    }

    @Override
    public void onDelete(T object, boolean unknown) {}
  }
}
