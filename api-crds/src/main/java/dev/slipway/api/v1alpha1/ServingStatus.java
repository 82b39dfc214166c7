package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The revision that callers reach. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServingStatus(
    @JsonPropertyDescription(
            "Number of the release that serves, from 1; 0 is what was adopted. Its"
                + " ReleaseRecord is called <name>-<number>, and so is its Deployment, but for"
                + " the adopted one.")
        @Min(0)
        @Nullable Long number,
    @JsonPropertyDescription("Version that serves.") @Size(max = 63) @Nullable String version,
    @JsonPropertyDescription(
            "Fingerprint of what serves: template, migrations and everything else that makes"
                + " a release.")
        @Size(max = 64)
        @Nullable String planHash) {}
