package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything a revision was made from, so that it can be made again. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Plan(
    @JsonPropertyDescription("Pod template of this revision.") @Required PodTemplateSpec template,
    @JsonPropertyDescription("The Service that callers used.") @Required Exposure service,
    @JsonPropertyDescription("The PostgreSQL database of the backend.") @Nullable Database database,
    @JsonPropertyDescription("Migrations that came with this revision.")
        @Nullable Migrations migrations,
    @JsonPropertyDescription("How this revision took over.") @Nullable Strategy strategy,
    @JsonPropertyDescription("What was checked before anything was changed.")
        @Nullable Prechecks prechecks,
    @JsonPropertyDescription("What it had to wait for.") @Nullable Gates gates,
    @JsonPropertyDescription("Requests that its pods had to answer.") @Nullable Smoke smoke,
    @JsonPropertyDescription("What it was judged by.") @Nullable Analysis analysis,
    @JsonPropertyDescription("How long it was to be watched under full traffic.")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span bake,
    @JsonPropertyDescription("How long the exchange of pods might stand still.")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span progressDeadline,
    @JsonPropertyDescription("Whether it was to be taken back without a person.")
        @Nullable Rollback rollback,
    @JsonPropertyDescription("ConfigMaps and Secrets its pods use, at most 100.") @Size(max = 100)
        List<PinnedConfiguration> configuration) {
  public Plan {
    configuration = configuration == null ? List.of() : List.copyOf(configuration);
  }
}
