package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a release went. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReleaseRecordStatus(
    @JsonPropertyDescription("How the release ended, or InFlight.")
        @Nullable ReleaseOutcome outcome,
    @JsonPropertyDescription("Why, as one word. docs/reference/phases.md lists all.")
        @Size(max = 63)
        @Nullable String reason,
    @JsonPropertyDescription("Why, as a sentence for people.") @Size(max = 4096)
        @Nullable String message,
    @JsonPropertyDescription("When the release began.") @Nullable Instant startedAt,
    @JsonPropertyDescription("When the release ended. Absent while it is in flight.")
        @Nullable Instant endedAt,
    @JsonPropertyDescription(
            "Copy of the phase of the attempt, for the case that the status of the"
                + " BackendRelease is lost.")
        @Nullable PhaseStatus phase,
    @JsonPropertyDescription(
            "Highest sequence number handed to a Job of this release that changes the"
                + " database.")
        @Min(0)
        @Nullable Long seq,
    @JsonPropertyDescription("Steps of the release in order, at most 100.") @Size(max = 100)
        List<StepRecord> steps,
    @JsonPropertyDescription("Judgements about the new version, at most 50.") @Size(max = 50)
        List<VerdictRecord> verdicts,
    @JsonPropertyDescription(
            "What the release did to the schema. Absent where there are no migrations.")
        @Nullable SchemaRecord schema,
    @JsonPropertyDescription(
            "Number of the revision that served when the release ended. Absent while it is in"
                + " flight, and where none served.")
        @Min(0)
        @Nullable Long serving,
    @JsonPropertyDescription(
            "What people have decided about this release by a ReleaseRequest, at most 20.")
        @Size(max = 20)
        List<RequestRecord> requests) {
  public ReleaseRecordStatus {
    requests = requests == null ? List.of() : List.copyOf(requests);
    steps = steps == null ? List.of() : List.copyOf(steps);
    verdicts = verdicts == null ? List.of() : List.copyOf(verdicts);
  }
}
