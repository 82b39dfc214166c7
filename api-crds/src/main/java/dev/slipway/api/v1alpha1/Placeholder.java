package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What stands for a name in the migration files. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Placeholder(
    @JsonPropertyDescription("Name of the placeholder, as in ${name}.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z_][A-Za-z0-9_.-]{0,62}$")
        String name,
    @JsonPropertyDescription("Text that replaces it: one line, and no secret.")
        @Required
        @Size(min = 0, max = 1024)
        @Pattern("^[^\\r\\n]*$")
        String value) {}
