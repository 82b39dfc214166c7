package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.ReleaseRecord;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What ran before the first release. Its Deployment keeps its name and its pods keep their labels:
 * another label in its template would make Kubernetes exchange them.
 *
 * @param selector labels by which the Service selected when it was adopted
 */
public record AdoptedRevision(String deployment, Map<String, String> selector) {
  /** The label by which the pods of one template are told from those of the next. */
  public static final String HASH = "pod-template-hash";

  public AdoptedRevision {
    selector = Map.copyOf(selector);
  }

  /** Empty for the record of an attempt. */
  public static Optional<AdoptedRevision> of(ReleaseRecord record) {
    return Optional.ofNullable(record.getSpec().adopted())
        .map(adopted -> new AdoptedRevision(adopted.deployment(), adopted.selector()));
  }

  /** Whether a pod is of the Deployment: a ReplicaSet is called after its Deployment and hash. */
  public boolean runs(Pod pod) {
    return runs(deployment, pod);
  }

  /** The same for a Deployment that is not adopted yet. */
  public static boolean runs(String deployment, Pod pod) {
    var hash = hash(pod);
    return !hash.isEmpty()
        && pod.getMetadata().getOwnerReferences().stream()
            .filter(owner -> "ReplicaSet".equals(owner.getKind()))
            .anyMatch(owner -> owner.getName().equals(deployment + "-" + hash));
  }

  /** Empty for a pod of no Deployment. */
  public static String hash(Pod pod) {
    var labels = pod.getMetadata().getLabels();
    return labels == null ? "" : Objects.requireNonNullElse(labels.get(HASH), "");
  }

  /** Selects its pods of one template, and none of any other Deployment that carry its labels. */
  public Map<String, String> selector(String hash) {
    var narrow = new HashMap<>(selector);
    narrow.put(HASH, hash);
    return narrow;
  }
}
