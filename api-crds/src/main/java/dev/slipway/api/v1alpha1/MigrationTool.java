package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What migration files are written for. */
public enum MigrationTool {
  @JsonProperty("Flyway")
  FLYWAY
}
