package dev.slipway.e2e;

import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** The shop as a plain Deployment and Service, made by nobody of ours; docs/how-to/adopt.md. */
public record ExistingShop(KubernetesClient client, Shop shop) {
  private static final Duration START = Duration.ofMinutes(2);
  private static final int PODS = 3;

  /** Applies the manifests and waits until all pods serve. */
  public void starts() {
    var service = client.services().inNamespace(shop.namespace()).withName(Shop.NAME);
    Patience.until(
        START, "no Service is left of before", () -> service.get() == null, () -> "it is there");
    shop.apply("adopt-before.yaml", text -> text);
    Patience.until(
        START,
        "the shop runs without a release",
        () -> pods().ready() == PODS,
        () -> shop.podNames().toString());
  }

  /** Applies the release that moves it over. */
  public void movesOver(UnaryOperator<String> edit) {
    shop.apply("adopt.yaml", text -> edit.apply(Released.bakedShortly(text)));
  }

  /** The Deployment that was there before. */
  public RevisionPods pods() {
    return new RevisionPods(client, shop.namespace(), Shop.NAME, 0);
  }

  /** Ports of the Service as they are now. */
  public List<ServicePort> ports() {
    return client
        .services()
        .inNamespace(shop.namespace())
        .withName(Shop.NAME)
        .get()
        .getSpec()
        .getPorts();
  }
}
