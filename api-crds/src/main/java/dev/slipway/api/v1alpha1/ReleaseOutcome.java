package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a release ended. */
public enum ReleaseOutcome {
  @JsonProperty("InFlight")
  IN_FLIGHT,
  @JsonProperty("Succeeded")
  SUCCEEDED,
  @JsonProperty("RolledBack")
  ROLLED_BACK,
  @JsonProperty("Failed")
  FAILED,
  @JsonProperty("Held")
  HELD,
  @JsonProperty("Superseded")
  SUPERSEDED
}
