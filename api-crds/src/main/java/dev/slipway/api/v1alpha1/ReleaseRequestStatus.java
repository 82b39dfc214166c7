package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a request. Written by the operator only. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReleaseRequestStatus(
    @JsonPropertyDescription("Whether it was done. Absent until the operator has read it.")
        @Nullable RequestAnswer answer,
    @JsonPropertyDescription("What was done, or why it was not.") @Size(max = 4096)
        @Nullable String message,
    @JsonPropertyDescription("When it was answered.") @Nullable Instant at) {}
