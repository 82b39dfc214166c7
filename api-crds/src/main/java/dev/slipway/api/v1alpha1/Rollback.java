package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** How a bad version is taken back. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rollback(
    @JsonPropertyDescription(
            "Whether a failed release goes back to the last good version by itself. When"
                + " false it is held where it failed, and says what to do. Default: true.")
        @Default("true")
        @Nullable Boolean automatic,
    @JsonPropertyDescription(
            "How much of the old version stays until the bake is over. None: its pods go as new"
                + " ones get ready, and are started again on the way back. Full: all of them stay"
                + " and get no traffic once all new ones are ready, so that going back is one"
                + " write; it needs room, and connections to the database, for twice the pods."
                + " Default: None.")
        @Default("None")
        @Nullable Standby standby) {}
