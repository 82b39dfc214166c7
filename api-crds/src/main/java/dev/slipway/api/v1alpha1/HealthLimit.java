package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** For how long pods may be unhealthy. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HealthLimit(
    @JsonPropertyDescription(
            "How long pods of the new version may be unready or not answer until the release"
                + " goes back; crashing pods go back sooner. Default: 5m.")
        @Default("5m")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span failingFor) {}
