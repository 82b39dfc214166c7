package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a release is doing, and what serves. Written by the operator only. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackendReleaseStatus(
    @JsonPropertyDescription(
            "Generation of the object this status speaks of; -1 until the operator has seen"
                + " the object.")
        @Min(-1)
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Version of the operator's own data in this status. An operator that does not"
                + " know it pauses.")
        @Min(0)
        @Max(1000)
        @Nullable Integer protocol,
    @JsonPropertyDescription(
            "What is going on, as one word, for example Migrating, Baking, Ready,"
                + " RollingBack, Held or Failed.")
        @Size(max = 63)
        @Nullable String phase,
    @JsonPropertyDescription("How far the release is, as step/steps, for example 3/8.")
        @Size(max = 15)
        @Nullable String step,
    @JsonPropertyDescription("Version of the newest release.") @Size(max = 63)
        @Nullable String version,
    @JsonPropertyDescription(
            "Version that served before the newest release; the one a bad release goes back"
                + " to.")
        @Size(max = 63)
        @Nullable String previousVersion,
    @JsonPropertyDescription(
            "Why the release is where it is, as one word. docs/reference/phases.md lists" + " all.")
        @Size(max = 63)
        @Nullable String reason,
    @JsonPropertyDescription(
            "What goes on, as a sentence for people; when something failed: what was found,"
                + " what was expected and what to do.")
        @Size(max = 4096)
        @Nullable String message,
    @JsonPropertyDescription("Pods that exist, of all revisions.")
        @StatusReplicas
        @Min(0)
        @Max(10000)
        @Nullable Integer replicas,
    @JsonPropertyDescription("Pods that are ready, of all revisions.") @Min(0) @Max(10000)
        @Nullable Integer readyReplicas,
    @JsonPropertyDescription(
            "Label selector of the pods, as text; read by `kubectl scale` and autoscalers.")
        @LabelSelector
        @Size(max = 253)
        @Nullable String selector,
    @JsonPropertyDescription(
            "The revision that callers reach. Absent until a first release succeeded.")
        @Nullable ServingStatus serving,
    @JsonPropertyDescription(
            "What the database was last seen at. Absent where there are no migrations.")
        @Nullable SchemaStatus schema,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled, in the way kubectl wait, Helm, Flux and Argo CD"
                + " read them.")
        @Size(max = 20)
        List<Condition> conditions,
    @JsonPropertyDescription("The release that is under way; absent at rest.")
        @Nullable AttemptStatus attempt,
    @JsonPropertyDescription(
            "Fingerprints of the last plans, at most 20, that failed. A plan in this list is"
                + " not tried again by itself.")
        @Size(max = 20)
        List<@Size(max = 64) String> failedPlans,
    @JsonPropertyDescription(
            "Highest sequence number handed to a Job that changes the database; older Jobs"
                + " are fenced off by it.")
        @Min(0)
        @Nullable Long seq,
    @JsonPropertyDescription("How the last finished release ended.")
        @Nullable OutcomeStatus lastOutcome,
    @JsonPropertyDescription(
            "Since when a person has paused the release in flight; absent while it is not"
                + " paused.")
        @Nullable Instant pausedAt,
    @JsonPropertyDescription(
            "What became of the last request in the annotation slipway.dev/request.")
        @Nullable RequestStatus lastRequest,
    @JsonPropertyDescription(
            "What became of the last ReleaseRequest, which is named by its name and its uid.")
        @Nullable RequestStatus lastReleaseRequest,
    @JsonPropertyDescription(
            "Secrets of the template, at most 50, whose names carry no version. They are not"
                + " copied, so what is in them does not go back with a release.")
        @Size(max = 50)
        List<@Size(max = 253) String> secretsWithoutVersion) {
  public BackendReleaseStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    failedPlans = failedPlans == null ? List.of() : List.copyOf(failedPlans);
    secretsWithoutVersion =
        secretsWithoutVersion == null ? List.of() : List.copyOf(secretsWithoutVersion);
  }
}
