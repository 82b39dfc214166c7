package dev.slipway.operator.kubernetes.observe;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;

/** Pods that carry no label of ours, for as long as somebody asks for them. */
public interface UnlabelledPods {

  /**
   * The pods with these labels; asking starts a watch where there is one.
   *
   * @param uid of the release that asks; it is woken at each change from now on
   */
  List<Pod> of(String uid, String namespace, Map<String, String> labels);

  /** Nobody asks for this release any more. */
  void forget(String uid);
}
