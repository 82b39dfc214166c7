package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What migration files are written for. */
public enum MigrationTool {
  @JsonProperty("Flyway")
  FLYWAY("Flyway"),
  @JsonProperty("Sql")
  SQL("Sql");

  private final String text;

  MigrationTool(String text) {
    this.text = text;
  }

  /** The name as it stands in manifests. */
  @Override
  public String toString() {
    return text;
  }
}
