package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the last finished release ended. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OutcomeStatus(
    @JsonPropertyDescription("Number of the release.") @Min(0) @Nullable Long number,
    @JsonPropertyDescription("Version that was to be released.") @Size(max = 63)
        @Nullable String version,
    @JsonPropertyDescription("How it ended.") @Nullable ReleaseOutcome outcome,
    @JsonPropertyDescription("Why, as one word.") @Size(max = 63) @Nullable String reason,
    @JsonPropertyDescription("Why, as a sentence for people.") @Size(max = 4096)
        @Nullable String message,
    @JsonPropertyDescription("When it ended.") @Nullable Instant at) {}
