package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How long a migration may wait, and make others wait. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MigrationLimits(
    @JsonPropertyDescription(
            "How long locks of others are waited for, over all tries; a single try waits 2 seconds"
                + " and holds nothing in between. Default: 1m.")
        @Default("1m")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span locks,
    @JsonPropertyDescription(
            "Age from which a foreign transaction that holds a table of the pending files is"
                + " waited for before the first try. Default: 30s.")
        @Default("30s")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span longTransaction,
    @JsonPropertyDescription(
            "Longest time of one statement in a transaction; after it the file is rolled back. 0s"
                + " is no limit. Default: 0s.")
        @Default("0s")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span statement) {}
