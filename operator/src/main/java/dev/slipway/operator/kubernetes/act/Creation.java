package dev.slipway.operator.kubernetes.act;

import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;

/**
 * Creates under a name that is known before. Where the name is taken the present object is looked
 * at: it may be our own from a try whose answer was lost.
 */
final class Creation {
  private static final int CONFLICT = 409;

  private final KubernetesClient client;

  Creation(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Creates or finds.
   *
   * @throws NameTaken where the object of that name has another owner or attempt
   */
  <T extends HasMetadata> T create(T wanted) {
    try {
      return client.resource(wanted).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != CONFLICT) {
        throw e;
      }
      var present = client.resource(wanted).get();
      if (present == null) {
        throw e;
      }
      if (!same(wanted, present)) {
        throw new NameTaken(wanted);
      }
      return present;
    }
  }

  private static boolean same(HasMetadata wanted, HasMetadata present) {
    return owner(wanted).equals(owner(present)) && attempt(wanted).equals(attempt(present));
  }

  private static String owner(HasMetadata child) {
    return child.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .map(reference -> reference.getUid())
        .findFirst()
        .orElse("");
  }

  private static String attempt(HasMetadata child) {
    var labels = child.getMetadata().getLabels();
    return labels == null ? "" : Objects.requireNonNullElse(labels.get(Slipway.ATTEMPT_LABEL), "");
  }
}
