package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How many pods are exchanged at a time. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.maxSurge) || self.maxSurge > 0 || (has(self.maxUnavailable) &&"
            + " self.maxUnavailable > 0)",
    message =
        "maxSurge and maxUnavailable must not both be 0: no pod could be exchanged;"
            + " set one of them to 1 or more")
public record Rolling(
    @JsonPropertyDescription(
            "How many pods of the new version may run above spec.replicas, 0 to 100. Default:"
                + " 1.")
        @Default("1")
        @Min(0)
        @Max(100)
        @Nullable Integer maxSurge,
    @JsonPropertyDescription(
            "How many pods may be missing below spec.replicas while versions are exchanged, 0"
                + " to 100. Not 0 together with maxSurge. Default: 0.")
        @Default("0")
        @Min(0)
        @Max(100)
        @Nullable Integer maxUnavailable,
    @JsonPropertyDescription(
            "Pause between two steps of the exchange, after new pods became ready, for"
                + " example 30s. Default: 0s.")
        @Default("0s")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span delay) {}
