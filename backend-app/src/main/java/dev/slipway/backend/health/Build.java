package dev.slipway.backend.health;

/** Who answers. */
public record Build(String version, String environment) {}
