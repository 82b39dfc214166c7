package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.wire.Unreadable;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompactStoreTest {
  private final KubernetesSerialization json = Clients.trimming();
  private final CompactStore<Service> services = new CompactStore<>(Service.class, json);

  @Test
  void whatIsKeptIsFoundByNamespaceAndName() {
    var service = service("shop", "1");
    var key = services.getKey(service);

    assertThat(key).isEqualTo("demo/shop");
    assertThat(services.put(key, service)).isNull();
    assertThat(services.get(key)).isEqualTo(service);
    assertThat(services.get("demo/other")).isNull();
    assertThat(services.remove("demo/other")).isNull();
  }

  @Test
  void whoReplacesOrRemovesIsGivenWhatWasThere() {
    services.put("demo/shop", service("shop", "1"));

    assertThat(services.put("demo/shop", service("shop", "2"))).isEqualTo(service("shop", "1"));
    assertThat(services.remove("demo/shop")).isEqualTo(service("shop", "2"));
    assertThat(services.size()).isZero();
    assertThat(services.get("demo/shop")).isNull();
  }

  @Test
  void allAreListed() {
    Stream.of("a", "b", "c").forEach(name -> services.put("demo/" + name, service(name, "1")));

    assertThat(services.keySet()).containsExactlyInAnyOrder("demo/a", "demo/b", "demo/c");
    assertThat(services.values())
        .containsExactlyInAnyOrder(service("a", "1"), service("b", "1"), service("c", "1"));
  }

  @Test
  void whatNobodyHoldsAnyMoreIsReadAgain() {
    services.put("demo/first", service("first", "1"));
    services.put("demo/shop", service("shop", "Ä€"));
    collected(new WeakReference<>(services.get("demo/shop")));

    assertThat(services.get("demo/shop")).isEqualTo(service("shop", "Ä€"));
    assertThat(services.get("demo/shop")).isSameAs(services.get("demo/shop"));
  }

  @Test
  void whoWroteWhatIsStillKnown() {
    var deployments = new CompactStore<>(Deployment.class, json);
    var read =
        json.unmarshal(
            """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "shop-1", "namespace": "demo",
             "managedFields": [{"manager": "kubectl-edit", "operation": "Update", "time": "2026-01-02T03:04:05Z",
              "fieldsV1": {"f:spec": {"f:template": {"f:spec": {"f:containers": {}}}}}}]}}
            """,
            Deployment.class);
    deployments.put("demo/shop-1", read);
    var before = json.asJson(read);
    var held = new WeakReference<>(read);
    read = null;
    collected(held);

    assertThat(json.asJson(deployments.get("demo/shop-1")))
        .isEqualTo(before)
        .contains("{\"f:spec\":{\"f:template\":{\"f:spec\":{}}}}");
  }

  @Test
  void whatCouldNotBeReadStillSaysSo() {
    var releases = new CompactStore<>(BackendRelease.class, json);
    var read =
        json.unmarshal(
            """
            {"apiVersion": "slipway.dev/v1alpha1", "kind": "BackendRelease",
             "metadata": {"name": "shop", "namespace": "demo"}, "spec": {"version": {"not": "a text"}}}
            """,
            BackendRelease.class);
    var why = Unreadable.in(read).orElseThrow();
    releases.put("demo/shop", read);
    var held = new WeakReference<>(read);
    read = null;
    collected(held);

    assertThat(Unreadable.in(releases.get("demo/shop"))).contains(why);
  }

  private static void collected(WeakReference<?> held) {
    await()
        .until(() -> {
          System.gc();
          return held.refersTo(null);
        });
  }

  private static Service service(String name, String version) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace("demo")
        .withName(name)
        .withResourceVersion(version)
        .endMetadata()
        .withNewSpec()
        .withSelector(Map.of("app", name))
        .endSpec()
        .build();
  }
}
