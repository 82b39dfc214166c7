package dev.slipway.operator.kubernetes;

import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.observe.UnlabelledPods;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the pods of adopted revisions by the labels that they have, each for as long as it is in
 * use: pods without a label of ours are too many to watch all of them.
 */
public final class PodWatch implements UnlabelledPods {
  private record Watching(
      String namespace, Map<String, String> labels, SharedIndexInformer<Pod> informer) {
    boolean shows(String inNamespace, Map<String, String> wanted) {
      return namespace.equals(inNamespace) && labels.equals(wanted);
    }
  }

  private final KubernetesClient client;
  private final Live live;
  private final Consumer<String> wake;
  private final Map<String, Watching> watches = new ConcurrentHashMap<>();

  /**
   * Watches nothing yet.
   *
   * @param wake takes the uid of a release one of whose pods has changed
   */
  public PodWatch(KubernetesClient client, Consumer<String> wake) {
    this.client = client;
    this.live = new Live(client);
    this.wake = wake;
  }

  @Override
  public List<Pod> of(String uid, String namespace, Map<String, String> labels) {
    var informer =
        watches
            .compute(
                uid,
                (_, known) -> {
                  if (known != null && known.shows(namespace, labels)) {
                    return known;
                  }
                  stop(known);
                  return new Watching(namespace, labels, start(uid, namespace, labels));
                })
            .informer();
    return informer.hasSynced() && informer.isWatching()
        ? informer.getStore().list()
        : live.pods(namespace, labels);
  }

  private SharedIndexInformer<Pod> start(String uid, String namespace, Map<String, String> labels) {
    var informer =
        client
            .pods()
            .inNamespace(namespace)
            .withLabels(labels)
            .runnableInformer(0)
            .exceptionHandler((_, _) -> true)
            .addEventHandler(new Changes<>(_ -> wake.accept(uid)));
    var _ = informer.start();
    return informer;
  }

  @Override
  public void forget(String uid) {
    stop(watches.remove(uid));
  }

  private static void stop(@Nullable Watching watching) {
    if (watching != null) {
      watching.informer().stop();
    }
  }
}
