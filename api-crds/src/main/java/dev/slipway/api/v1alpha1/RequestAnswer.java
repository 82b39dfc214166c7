package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a request by a person was done. */
public enum RequestAnswer {
  @JsonProperty("Accepted")
  ACCEPTED,
  @JsonProperty("Refused")
  REFUSED
}
