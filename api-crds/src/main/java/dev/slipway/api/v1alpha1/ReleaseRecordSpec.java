package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was released. Written once, never changed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = "self == oldSelf", message = "a record is history: its spec never changes")
public record ReleaseRecordSpec(
    @JsonPropertyDescription("Name of the BackendRelease this record belongs to.")
        @Required
        @Size(min = 1, max = 63)
        String backend,
    @JsonPropertyDescription("Number of the release, from 1; 0 is what was adopted.")
        @Required
        @Min(0)
        Long number,
    @JsonPropertyDescription("Unique id (UUID) of the attempt.") @Required @Size(min = 1, max = 36)
        String attemptId,
    @JsonPropertyDescription("Version that was to be released.") @Required @Size(min = 1, max = 63)
        String version,
    @JsonPropertyDescription("Fingerprint of the plan.") @Required @Size(min = 1, max = 64)
        String planHash,
    @JsonPropertyDescription("Who made the change and why.") @Nullable Change change,
    @JsonPropertyDescription(
            "Number of the release that served before. Absent for a first install.")
        @Min(0)
        @Nullable Long previous,
    @JsonPropertyDescription(
            "Why the release began, where the spec asks for what serves already:"
                + " ConfigurationChanged, and the ConfigMaps that changed. Absent otherwise.")
        @Size(max = 1024)
        @Nullable String cause,
    @JsonPropertyDescription(
            "What ran before the first release and was adopted as revision 0. Absent in every"
                + " other record.")
        @Nullable Adopted adopted,
    @JsonPropertyDescription("When the release began.") @Nullable Instant createdAt,
    @JsonPropertyDescription("Everything the revision was made from, so that it can be made again.")
        @Required
        Plan plan) {}
