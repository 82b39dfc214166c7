package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** Whether a bad version is taken back without a person. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rollback(
    @JsonPropertyDescription(
            "Whether a failed release goes back to the last good version by itself. When"
                + " false it is held where it failed, and says what to do. Default: true.")
        @Default("true")
        @Nullable Boolean automatic) {}
