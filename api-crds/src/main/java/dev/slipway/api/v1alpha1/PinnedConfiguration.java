package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A ConfigMap or Secret a revision uses. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PinnedConfiguration(
    @JsonPropertyDescription("ConfigMap or Secret.") @Required @Size(min = 1, max = 63) String kind,
    @JsonPropertyDescription("Name that the pod template uses.") @Required @Size(min = 1, max = 253)
        String name,
    @JsonPropertyDescription(
            "Name of the copy that belongs to this revision alone. Absent for Secrets, which"
                + " are never copied.")
        @Size(max = 253)
        @Nullable String copy,
    @JsonPropertyDescription(
            "Fingerprint of the contents when the release began. Absent for Secrets, which"
                + " are never read.")
        @Size(max = 128)
        @Nullable String digest) {}
