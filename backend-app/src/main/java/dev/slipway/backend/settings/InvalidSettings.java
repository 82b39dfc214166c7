package dev.slipway.backend.settings;

import java.util.List;

/** The environment does not make sense; the message names every fault and no value. */
public final class InvalidSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  InvalidSettings(List<String> faults) {
    super(String.join("; ", faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** Each fault as a sentence that names the variable. */
  public List<String> faults() {
    return faults;
  }
}
