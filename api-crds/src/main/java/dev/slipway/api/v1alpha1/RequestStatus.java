package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a request by a person. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RequestStatus(
    @JsonPropertyDescription("The request as it was written.") @Size(max = 253)
        @Nullable String request,
    @JsonPropertyDescription("Whether it was done.") @Nullable RequestAnswer answer,
    @JsonPropertyDescription("What was done, or why it was not.") @Size(max = 4096)
        @Nullable String message,
    @JsonPropertyDescription("When it was answered.") @Nullable Instant at) {}
