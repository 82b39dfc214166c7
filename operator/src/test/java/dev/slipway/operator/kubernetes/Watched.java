package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.observe.Children;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/** What the watches of an operator show of the shop. */
final class Watched {
  private final KubernetesClient client;
  private final Inventory inventory;
  private Optional<LostEvent> lost = Optional.empty();
  private int unheard;

  Watched(KubernetesClient client, Inventory inventory) {
    this.client = client;
    this.inventory = inventory;
  }

  /** They never tell of a change to this Deployment; of the next one they do. */
  void lose(String deployment, Runnable change) {
    var before = deployment(deployment);
    change.run();
    lost =
        Optional.of(
            new LostEvent(before, deployment(deployment).getMetadata().getResourceVersion()));
  }

  /** They never tell that the pods of this revision got ready. */
  void losesReadiness(int revision) {
    unheard = revision;
  }

  private Pod shown(Pod present) {
    if (Children.number(present) != unheard) {
      return present;
    }
    return new PodBuilder(present)
        .editMetadata()
        .withResourceVersion("before-" + present.getMetadata().getResourceVersion())
        .endMetadata()
        .editStatus()
        .withConditions()
        .endStatus()
        .build();
  }

  /**
   * An event that never came.
   *
   * @param version what would have been told
   */
  private record LostEvent(Deployment shown, String version) {
    Deployment instead(Deployment present) {
      return present.getMetadata().getResourceVersion().equals(version) ? shown : present;
    }
  }

  Children children() {
    var shops = Map.of(Slipway.BACKEND_LABEL, Shop.NAME);
    return new Children(
        inventory.labelled(Deployment.class, shops).stream()
            .map(present -> lost.map(event -> event.instead(present)).orElse(present))
            .toList(),
        inventory.labelled(Job.class, Map.of(Names.JOB_OF, Shop.NAME)),
        inventory.labelled(Service.class, shops),
        inventory.labelled(Pod.class, Map.of(Names.MANAGED_BY, Names.MANAGER)).stream()
            .map(this::shown)
            .toList(),
        inventory.labelled(ReleaseRecord.class, shops),
        inventory.all(ReleaseRequest.class),
        inventory.all(BackendRelease.class));
  }

  private Deployment deployment(String name) {
    return client.apps().deployments().inNamespace(Shop.NAMESPACE).withName(name).require();
  }
}
