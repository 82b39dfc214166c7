package dev.slipway.operator.kubernetes;

import dev.slipway.operator.kubernetes.observe.Versions;
import java.util.Optional;

/** Nobody watches ConfigMaps, so each turn reads them. */
final class Unwatched implements Versions {
  @Override
  public Optional<String> of(String uid, String namespace, String name) {
    return Optional.empty();
  }

  @Override
  public void forget(String uid) {}
}
