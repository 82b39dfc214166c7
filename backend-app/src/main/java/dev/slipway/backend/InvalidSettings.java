package dev.slipway.backend;

import java.util.List;

/** The environment does not make sense; the message names every fault. */
final class InvalidSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSettings(List<String> faults) {
    super(String.join("; ", faults), null, false, false);
  }
}
