package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** What the new version is judged by once it takes traffic. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Analysis(
    @JsonPropertyDescription(
            "Limit for failed requests, counted from the metrics of the release's own pods."
                + " Needs analysis.metrics to have something to count.")
        @Default("{}")
        @Nullable ErrorRateLimit errorRate,
    @JsonPropertyDescription("Limit for pods that are unready or do not answer.") @Default("{}")
        @Nullable HealthLimit health,
    @JsonPropertyDescription(
            "Where the pods serve their metrics. Without it a release is judged by the health"
                + " of its pods alone, and says so.")
        @Nullable MetricsEndpoint metrics) {}
