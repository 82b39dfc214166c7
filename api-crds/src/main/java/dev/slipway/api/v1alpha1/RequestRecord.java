package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that was done: who asked for what, when and why. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RequestRecord(
    @JsonPropertyDescription("Name of the ReleaseRequest.") @Size(max = 63) @Nullable String name,
    @JsonPropertyDescription("What was asked for.") @Nullable RequestVerb verb,
    @JsonPropertyDescription("User name of the author.") @Size(max = 253)
        @Nullable String requestedBy,
    @JsonPropertyDescription("Why, in the author's words.") @Size(max = 1024)
        @Nullable String reason,
    @JsonPropertyDescription(
            "With Resolve: the migration files, at most 20, that the author has found in the"
                + " database.")
        @Size(max = 20)
        List<@Size(max = 180) String> applied,
    @JsonPropertyDescription("When it was done.") @Nullable Instant at) {
  public RequestRecord {
    applied = applied == null ? List.of() : List.copyOf(applied);
  }
}
