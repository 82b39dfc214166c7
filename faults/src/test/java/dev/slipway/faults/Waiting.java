package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How long a release waited for something that takes its time: a Job that was not over, a pod that
 * was not ready, a delay that is declared. What overlaps counts once.
 */
final class Waiting implements AutoCloseable {
  /** Phases that last as long as is declared, at least. */
  private static final Set<String> DELAYS = Set.of("Settling", "Baking");

  private final Set<String> open = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private final SharedIndexInformer<Job> jobs;
  private final SharedIndexInformer<Pod> pods;
  private final SharedIndexInformer<BackendRelease> releases;
  private long since;
  private long total;
  private long delayedSince;
  private long delayed;

  Waiting(KubernetesClient client, String namespace) {
    jobs = client.batch().v1().jobs().inNamespace(namespace).inform(following(Waiting::isOver));
    pods =
        client
            .pods()
            .inNamespace(namespace)
            .withoutLabel(Slipway.STEP_LABEL)
            .inform(following(Waiting::isReady));
    releases =
        client
            .resources(BackendRelease.class)
            .inNamespace(namespace)
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(BackendRelease release) {
                    phase(release);
                  }

                  @Override
                  public void onUpdate(BackendRelease before, BackendRelease release) {
                    phase(release);
                  }

                  @Override
                  public void onDelete(BackendRelease release, boolean unknown) {}
                });
  }

  private static boolean isOver(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(c -> Set.of("Complete", "Failed").contains(c.getType()));
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  private <T extends io.fabric8.kubernetes.api.model.HasMetadata> ResourceEventHandler<T> following(
      Predicate<T> done) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        seen(object.getMetadata().getUid(), done.test(object));
      }

      @Override
      public void onUpdate(T before, T object) {
        seen(object.getMetadata().getUid(), done.test(object));
      }

      @Override
      public void onDelete(T object, boolean unknown) {
        seen(object.getMetadata().getUid(), true);
      }
    };
  }

  /** What was done once does not begin anew: it may be on its way out. */
  private synchronized void seen(String uid, boolean done) {
    if (done) {
      over.add(uid);
      close(uid);
    } else if (!over.contains(uid)) {
      open(uid);
    }
  }

  private synchronized void phase(BackendRelease release) {
    var phase = release.getStatus() == null ? "" : String.valueOf(release.getStatus().phase());
    for (var delay : DELAYS) {
      if (!delay.equals(phase) && open.contains(delay)) {
        delayed += System.nanoTime() - delayedSince;
        close(delay);
      }
    }
    if (DELAYS.contains(phase) && !open.contains(phase)) {
      delayedSince = System.nanoTime();
      open(phase);
    }
  }

  private void open(String what) {
    if (open.isEmpty()) {
      since = System.nanoTime();
    }
    open.add(what);
  }

  private void close(String what) {
    if (open.remove(what) && open.isEmpty()) {
      total += System.nanoTime() - since;
    }
  }

  synchronized void clear() {
    total = 0;
    delayed = 0;
    since = System.nanoTime();
  }

  /** All of it. */
  synchronized Duration total() {
    return Duration.ofNanos(total);
  }

  /** How long the phases with a declared delay lasted, which may be longer than is declared. */
  synchronized Duration delayed() {
    return Duration.ofNanos(delayed);
  }

  @Override
  public void close() {
    releases.close();
    jobs.close();
    pods.close();
  }
}
