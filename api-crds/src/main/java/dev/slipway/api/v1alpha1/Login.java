package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A login that smoke tests try. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Login(
    @JsonPropertyDescription(
            "Path that a login is posted to, for example /api/auth/login. It answers with an"
                + " access_token.")
        @Required
        @Size(min = 1, max = 1024)
        @Pattern("^/.*$")
        String path,
    @JsonPropertyDescription(
            "Name of a Secret in the same namespace with the keys username and password of a"
                + " user made for this test.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String secret) {}
