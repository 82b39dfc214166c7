package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What the new version is judged by once it takes traffic. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.latency) || has(self.metrics)",
    message = "analysis.latency needs analysis.metrics: there is nothing else to count it from")
public record Analysis(
    @JsonPropertyDescription(
            "Limit for failed requests, counted from the metrics of the release's own pods."
                + " Needs analysis.metrics to have something to count.")
        @Default("{}")
        @Nullable ErrorRateLimit errorRate,
    @JsonPropertyDescription(
            "Limits for how long answers take, counted from a histogram on the metrics pages."
                + " Not judged when absent.")
        @Nullable LatencyLimit latency,
    @JsonPropertyDescription("Limit for pods that are unready or do not answer.") @Default("{}")
        @Nullable HealthLimit health,
    @JsonPropertyDescription(
            "Where the pods serve their metrics. Without it a release is judged by the health"
                + " of its pods alone, and says so.")
        @Nullable MetricsEndpoint metrics) {}
