package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What the database was last seen at. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SchemaStatus(
    @JsonPropertyDescription(
            "Version of the schema after the last migration of this backend that was"
                + " verified.")
        @Size(max = 253)
        @Nullable String version,
    @JsonPropertyDescription(
            "How the schema relates to the version that serves, for example InSync, or"
                + " SchemaAhead when the application went back and the schema stayed.")
        @Size(max = 63)
        @Nullable String state) {}
