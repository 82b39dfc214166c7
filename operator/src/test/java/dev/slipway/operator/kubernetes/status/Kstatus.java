package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import io.fabric8.kubernetes.api.model.Condition;

/**
 * The rules by which Flux, Helm and Argo CD read any object, ported from cli-utils {@code
 * pkg/kstatus/status/core.go} (checkGenericProperties).
 */
enum Kstatus {
  IN_PROGRESS,
  FAILED,
  CURRENT;

  static Kstatus of(long generation, BackendReleaseStatus status) {
    var observed = status.observedGeneration();
    if (observed == null || observed != generation) {
      return IN_PROGRESS;
    }
    for (Condition condition : status.conditions()) {
      if (condition.getType().equals("Reconciling") && condition.getStatus().equals("True")) {
        return IN_PROGRESS;
      }
      if (condition.getType().equals("Stalled") && condition.getStatus().equals("True")) {
        return FAILED;
      }
    }
    return status.conditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .findFirst()
        .map(ready -> ready.getStatus().equals("True") ? CURRENT : IN_PROGRESS)
        .orElse(CURRENT);
  }
}
