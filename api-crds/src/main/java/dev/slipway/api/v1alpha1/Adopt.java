package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What runs already, and becomes revision 0. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Adopt(
    @JsonPropertyDescription(
            "Name of the Deployment that runs. It becomes revision 0: it is scaled, never"
                + " deleted, and its pod template stays as it is.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String deployment,
    @JsonPropertyDescription(
            "Name of the Service that its callers use, which is the name of the BackendRelease"
                + " too. Its selector follows the version that serves; everything else of it"
                + " stays, and it is never deleted.")
        @Required
        @Size(min = 1, max = 63)
        String service) {}
