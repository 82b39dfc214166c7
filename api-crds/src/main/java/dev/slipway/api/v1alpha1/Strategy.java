package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** How the new version takes over from the old one. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Strategy(
    @JsonPropertyDescription(
            "Exchange pods step by step, each step only after the new pods are ready. This is"
                + " the default strategy.")
        @Default("{}")
        @Nullable Rolling rolling) {}
