package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step of a release. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepRecord(
    @JsonPropertyDescription("Name of the step, for example Migrating.")
        @Required
        @Size(min = 1, max = 63)
        String name,
    @JsonPropertyDescription("When the step began.") @Nullable Instant startedAt,
    @JsonPropertyDescription("When the step ended. Absent while it runs.")
        @Nullable Instant endedAt,
    @JsonPropertyDescription("How the step ended, for example Done or Failed.") @Size(max = 63)
        @Nullable String outcome,
    @JsonPropertyDescription("Why, as one word.") @Size(max = 63) @Nullable String reason,
    @JsonPropertyDescription("Why, as a sentence for people.") @Size(max = 4096)
        @Nullable String message,
    @JsonPropertyDescription("Name of the Job that did the work. Absent where there was none.")
        @Size(max = 253)
        @Nullable String job) {}
