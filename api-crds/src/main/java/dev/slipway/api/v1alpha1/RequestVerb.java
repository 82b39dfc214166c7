package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person may ask for by an object of its own, because it overrules the operator. */
public enum RequestVerb {
  /** Says what a migration did of which nobody else can tell, and lets the release go on. */
  @JsonProperty("Resolve")
  RESOLVE,
  /** Agrees to a release that waits for approvals. */
  @JsonProperty("Approve")
  APPROVE
}
