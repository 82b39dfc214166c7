package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.Live;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** What the watches of an operator show of the shop. */
final class Watched {
  private final KubernetesClient client;
  private Optional<LostEvent> lost = Optional.empty();
  private int unheard;

  Watched(KubernetesClient client) {
    this.client = client;
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
    var live = new Live(client).children(Shop.NAMESPACE, Shop.NAME);
    return new Children(
        live.deployments().stream()
            .map(present -> lost.map(event -> event.instead(present)).orElse(present))
            .toList(),
        live.jobs(),
        live.services(),
        client
            .pods()
            .inNamespace(Shop.NAMESPACE)
            .withLabel(Names.MANAGED_BY, Names.MANAGER)
            .list()
            .getItems()
            .stream()
            .map(this::shown)
            .toList(),
        live.records(),
        client.resources(ReleaseRequest.class).inNamespace(Shop.NAMESPACE).list().getItems(),
        client.resources(BackendRelease.class).inNamespace(Shop.NAMESPACE).list().getItems());
  }

  private Deployment deployment(String name) {
    return client.apps().deployments().inNamespace(Shop.NAMESPACE).withName(name).require();
  }
}
