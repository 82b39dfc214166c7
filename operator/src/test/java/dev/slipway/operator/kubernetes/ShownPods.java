package dev.slipway.operator.kubernetes;

import dev.slipway.operator.kubernetes.observe.UnlabelledPods;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;

/** What a watch of pods without our labels would show; nothing else is asked of it. */
record ShownPods(Inventory shown) implements UnlabelledPods {
  @Override
  public List<Pod> of(String uid, String namespace, Map<String, String> labels) {
    return shown.labelled(Pod.class, labels);
  }

  @Override
  public void forget(String uid) {}
}
