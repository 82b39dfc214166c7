package dev.slipway.faults;

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

/** How long at least one Job of a namespace was not over, or one pod of its backend not ready. */
final class Waiting implements AutoCloseable {
  private final Set<String> open = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private final SharedIndexInformer<Job> jobs;
  private final SharedIndexInformer<Pod> pods;
  private long since;
  private long total;

  Waiting(KubernetesClient client, String namespace) {
    jobs = client.batch().v1().jobs().inNamespace(namespace).inform(following(Waiting::isOver));
    pods =
        client
            .pods()
            .inNamespace(namespace)
            .withoutLabel(Slipway.STEP_LABEL)
            .inform(following(Waiting::isReady));
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
    var now = System.nanoTime();
    var before = open.size();
    if (done) {
      over.add(uid);
      open.remove(uid);
    } else if (!over.contains(uid)) {
      open.add(uid);
    }
    if (before == 0 && !open.isEmpty()) {
      since = now;
    } else if (before > 0 && open.isEmpty()) {
      total += now - since;
    }
  }

  synchronized void clear() {
    total = 0;
    since = System.nanoTime();
  }

  synchronized Duration total() {
    return Duration.ofNanos(total);
  }

  @Override
  public void close() {
    jobs.close();
    pods.close();
  }
}
