package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** The Service that callers of the backend use. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "self == oldSelf",
    message =
        "the ports cannot change: one Service carries both versions while pods are exchanged; let the"
            + " new version listen where the old one did, or release it under another name")
public record Exposure(
    @JsonPropertyDescription(
            "Port of the Service that callers use, 1 to 65535. The Service has the name of"
                + " the BackendRelease.")
        @Required
        @Min(1)
        @Max(65535)
        Integer port,
    @JsonPropertyDescription(
            "Port of the application's container that the Service forwards to, 1 to 65535.")
        @Required
        @Min(1)
        @Max(65535)
        Integer targetPort) {}
