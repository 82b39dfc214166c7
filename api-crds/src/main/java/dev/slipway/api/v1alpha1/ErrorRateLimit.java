package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The share of failed requests above which a version is bad. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ErrorRateLimit(
    @JsonPropertyDescription(
            "Highest share of requests that may be answered with a 5xx status, for example"
                + " 0.5%. Default: 5%.")
        @Default("5%")
        @Size(min = 2, max = 12)
        @Pattern("^(100|[0-9]{1,2}(\\.[0-9]+)?)%$")
        @Nullable String max,
    @JsonPropertyDescription(
            "How long the share must stay above max until the release goes back; overwhelming"
                + " evidence goes back sooner. Default: 5m.")
        @Default("5m")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @JsonProperty("for")
        @Nullable Span lasting) {}
