package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked for, by whom and why. Written once, never changed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "self == oldSelf",
    message = "a request never changes: make another one, with another name")
@ValidationRule(
    value = "self.verb != 'Resolve' || has(self.applied)",
    message =
        "a Resolve needs spec.applied: the files that are in the database although nobody has"
            + " recorded them")
@ValidationRule(
    value = "self.verb == 'Resolve' || !has(self.applied)",
    message = "spec.applied belongs to a Resolve only")
public record ReleaseRequestSpec(
    @JsonPropertyDescription("Name of the BackendRelease in this namespace.")
        @Required
        @Size(min = 1, max = 63)
        String backend,
    @JsonPropertyDescription(
            "Number of the attempt it speaks of; for any other one the request is refused.")
        @Required
        @Min(1)
        @Max(999_999_999)
        Integer attempt,
    @JsonPropertyDescription(
            "What is asked for. Resolve: a migration was held because nobody can say what it"
                + " did; the author has looked. Approve: the author agrees to an attempt that"
                + " waits for approvals.")
        @Required
        RequestVerb verb,
    @JsonPropertyDescription(
            "User name of the author, as the API server knows it (`kubectl auth whoami`); another"
                + " one is refused by the admission policy of the chart.")
        @Required
        @Size(min = 1, max = 253)
        String requestedBy,
    @JsonPropertyDescription("Why, for the record.") @Required @Size(min = 1, max = 1024)
        String reason,
    @JsonPropertyDescription(
            "With Resolve: names or versions of the migration files, 1 to 20, that are in the"
                + " database as a whole although their end was not recorded.")
        @Size(min = 1, max = 20)
        @Nullable
            List<
                @Size(min = 1, max = 180) @Pattern("^[A-Za-z0-9][A-Za-z0-9 ._+@()\\[\\]-]*$")
                String>
            applied) {}
