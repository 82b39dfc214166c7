package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One judgement about the new version. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record VerdictRecord(
    @JsonPropertyDescription("What was looked at: pods, scrape or requests.")
        @Required
        @Size(min = 1, max = 63)
        String channel,
    @JsonPropertyDescription(
            "Pass, Suspect, Shared (the old version too), Fail, Blind (nothing could be seen) or"
                + " NotEnoughData.")
        @Required
        @Size(min = 1, max = 63)
        String verdict,
    @JsonPropertyDescription("What was measured, for example 20.1%.") @Size(max = 63)
        @Nullable String value,
    @JsonPropertyDescription("What was allowed, for example 5%.") @Size(max = 63)
        @Nullable String limit,
    @JsonPropertyDescription("How many requests, scrapes or pods the verdict rests on.") @Min(0)
        @Nullable Long samples,
    @JsonPropertyDescription("How long was measured.")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span window,
    @JsonPropertyDescription("When the verdict was reached.") @Nullable Instant at) {}
