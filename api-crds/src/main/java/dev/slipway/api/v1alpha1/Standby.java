package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much of the old version stands by until the new one is promoted. */
public enum Standby {
  @JsonProperty("None")
  NONE,
  @JsonProperty("Full")
  FULL
}
