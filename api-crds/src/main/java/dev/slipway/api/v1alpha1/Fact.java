package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Something that whoever releases declares to be so. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Fact(
    @JsonPropertyDescription("Name of the fact, for example TestsGreen or RollbackOwner.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z][A-Za-z0-9-]{0,62}$")
        String name,
    @JsonPropertyDescription("What is declared: who, where or a link. Not empty.")
        @Required
        @Size(min = 1, max = 253)
        String value) {}
