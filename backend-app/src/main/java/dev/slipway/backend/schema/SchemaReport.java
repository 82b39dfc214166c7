package dev.slipway.backend.schema;

import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param current highest applied version, as far as known
 * @param needed highest version this build brings a file for
 * @param message one sentence for a person
 */
public record SchemaReport(
    SchemaState state, @Nullable String current, @Nullable String needed, String message) {}
