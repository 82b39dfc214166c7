package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How slow answers may be. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.p95) || has(self.p99) || has(self.slowdown)",
    message = "analysis.latency needs a limit: p95, p99 or slowdown")
public record LatencyLimit(
    @JsonPropertyDescription(
            "Time that 95 of 100 answers must not exceed, for example 300ms or 2s. Not judged"
                + " when absent.")
        @Pattern("^[1-9][0-9]{0,5}(ms|s)$")
        @Size(min = 2, max = 8)
        @Nullable String p95,
    @JsonPropertyDescription(
            "Time that 99 of 100 answers must not exceed, for example 800ms or 2s. Not judged"
                + " when absent.")
        @Pattern("^[1-9][0-9]{0,5}(ms|s)$")
        @Size(min = 2, max = 8)
        @Nullable String p99,
    @JsonPropertyDescription(
            "How many times the old version's 99th percentile, taken before anything was changed,"
                + " the new one's may be, for example 1.5. Limits nothing where the old version"
                + " answered no requests then. Not judged when absent.")
        @Pattern("^[1-9][0-9]?([.][0-9]{1,2})?$")
        @Size(min = 1, max = 5)
        @Nullable String slowdown,
    @JsonPropertyDescription(
            "How long more answers than that must be too slow until the release goes back;"
                + " overwhelming evidence goes back sooner. Default: 5m.")
        @Default("5m")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @JsonProperty("for")
        @Nullable Span lasting) {}
