package dev.slipway.operator.kubernetes.act;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** An object is in the way that this release did not make. */
public final class NameTaken extends RuntimeException {
  NameTaken(HasMetadata wanted) {
    super(
        "%s %s exists and was not made by this release; delete or rename it"
            .formatted(wanted.getKind(), wanted.getMetadata().getName()));
  }
}
