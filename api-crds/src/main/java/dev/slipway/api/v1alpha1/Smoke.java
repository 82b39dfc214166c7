package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Requests to the new pods that must succeed before and after they take traffic. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.me) || has(self.login)",
    message = "smoke.me needs smoke.login: without a login there is no token to ask with")
public record Smoke(
    @JsonPropertyDescription(
            "Path that answers 200 while the process is alive, for example /api/healthz. Not"
                + " checked when absent.")
        @Size(min = 1, max = 1024)
        @Pattern("^/.*$")
        @Nullable String health,
    @JsonPropertyDescription(
            "Path that answers 200 when the application and its database are ready, for"
                + " example /api/readyz. Not checked when absent.")
        @Size(min = 1, max = 1024)
        @Pattern("^/.*$")
        @Nullable String ready,
    @JsonPropertyDescription(
            "Path that answers 200 to the token of the login, for example /api/me. Needs"
                + " smoke.login. Not checked when absent.")
        @Size(min = 1, max = 1024)
        @Pattern("^/.*$")
        @Nullable String me,
    @JsonPropertyDescription(
            "Login to try with a user made for this test, and again during the bake. Not checked"
                + " when absent.")
        @Nullable Login login) {}
