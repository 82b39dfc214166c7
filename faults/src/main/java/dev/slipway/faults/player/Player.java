package dev.slipway.faults.player;

import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings pods to life and, where they belong to Jobs, to their end. Pods are never bound to a node:
 * the API server then deletes them without waiting for a kubelet.
 */
public final class Player implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Player.class);
  private static final int THREADS = 24;

  private final KubernetesClient client;
  private final Pages pages;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final Map<String, Runnable> onlookers = new ConcurrentHashMap<>();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final AtomicInteger addresses = new AtomicInteger();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
  private final SharedIndexInformer<Pod> pods;

  public Player(KubernetesClient client, Pages pages) {
    this.client = client;
    this.pages = pages;
    this.pods = client.pods().inAnyNamespace().inform(new Seen());
  }

  /**
   * From now on the pods of a namespace play by this script.
   *
   * @param changed called after each change of one of them
   */
  public void cast(String namespace, Script script, Runnable changed) {
    onlookers.put(namespace, changed);
    scripts.put(namespace, script);
  }

  /** Lets go the checks that are held. */
  public void dismiss(String namespace) {
    scripts.remove(namespace);
    onlookers.remove(namespace);
  }

  /** Pods as last seen. */
  public java.util.List<Pod> pods(String namespace) {
    return pods.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace);
  }

  /** Pods of applications that are ready, as last seen. */
  public int ready(String namespace) {
    return (int) pods(namespace).stream().filter(PodWords::serves).count();
  }

  /** Pods of Jobs that have ended, as last seen. */
  public int ended(String namespace) {
    return (int) pods(namespace).stream().filter(PodWords::isOver).count();
  }

  private void begin(Pod pod) {
    var meta = pod.getMetadata();
    var script = scripts.get(meta.getNamespace());
    if (script == null || meta.getDeletionTimestamp() != null || !begun.add(meta.getUid())) {
      return;
    }
    var step = meta.getLabels().get(Slipway.STEP_LABEL);
    var number = Integer.parseInt(meta.getLabels().getOrDefault(Slipway.REVISION_LABEL, "0"));
    if (step != null && script.holds(number, step)) {
      return;
    }
    after(script.pause(number + "/" + step), () -> start(pod, script, number, step));
  }

  private void start(
      Pod pod, Script script, int number, @org.jspecify.annotations.Nullable String step) {
    var n = addresses.incrementAndGet();
    // Of this machine, where nobody listens: an operator in a process of its own asks there.
    var ip = "127.%d.%d.%d".formatted(64 + (n >> 16 & 63), n >> 8 & 255, n & 255);
    if (step == null) {
      pages.serves(ip, () -> script.errorRate(number));
      say(
          script
              .crash(number)
              .map(words -> PodWords.crashing(pod, ip, words))
              .orElseGet(() -> PodWords.running(pod, ip)));
      return;
    }
    say(PodWords.running(pod, ip));
    after(
        script.pause(number + "/" + step + "/end"),
        () -> say(PodWords.ended(pod, script.run(step, number, environment(pod)))));
  }

  private void say(Pod pod) {
    var meta = pod.getMetadata();
    var status = client.getKubernetesSerialization().asJson(Map.of("status", pod.getStatus()));
    try {
      client
          .pods()
          .inNamespace(meta.getNamespace())
          .withName(meta.getName())
          .subresource("status")
          .patch(
              io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                  io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
              status);
    } catch (KubernetesClientException e) {
      if (e.getCode() != 404) {
        LOG.warn("pod {} was not answered: {}", meta.getName(), e.getMessage());
      }
    }
  }

  private void after(Duration pause, Runnable what) {
    var _ =
        threads.schedule(
            () -> {
              try {
                what.run();
              } catch (RuntimeException e) {
                LOG.error("the player stumbled", e);
              }
            },
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static Map<String, String> environment(Pod pod) {
    return pod.getSpec().getContainers().getFirst().getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(
            Collectors.toMap(
                EnvVar::getName, v -> Objects.requireNonNull(v.getValue()), (_, last) -> last));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    pods.close();
  }

  private final class Seen implements ResourceEventHandler<Pod> {
    private void tell(Pod pod) {
      var onlooker = onlookers.get(pod.getMetadata().getNamespace());
      if (onlooker != null) {
        onlooker.run();
      }
    }

    @Override
    public void onAdd(Pod pod) {
      tell(pod);
      begin(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      tell(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
      tell(pod);
      begun.remove(pod.getMetadata().getUid());
    }
  }
}
