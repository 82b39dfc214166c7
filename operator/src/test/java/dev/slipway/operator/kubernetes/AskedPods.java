package dev.slipway.operator.kubernetes;

import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.observe.UnlabelledPods;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** Nobody watches pods without our labels, so each turn asks for them. */
record AskedPods(KubernetesClient client) implements UnlabelledPods {
  @Override
  public List<Pod> of(String uid, String namespace, Map<String, String> labels) {
    return new Live(client).pods(namespace, labels);
  }

  @Override
  public void forget(String uid) {}
}
