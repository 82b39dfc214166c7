package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The release that is under way. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AttemptStatus(
    @JsonPropertyDescription("Number of the release, from 1.") @Min(0) @Nullable Long number,
    @JsonPropertyDescription(
            "Unique id (UUID) of this attempt. Its first 8 hexadecimal digits are part of the"
                + " names of its Jobs.")
        @Size(max = 36)
        @Nullable String id,
    @JsonPropertyDescription("Fingerprint of what is being released.") @Size(max = 64)
        @Nullable String planHash,
    @JsonPropertyDescription("Version that is being released.") @Size(max = 63)
        @Nullable String version,
    @JsonPropertyDescription("When the attempt began.") @Nullable Instant startedAt,
    @JsonPropertyDescription(
            "Where the attempt is, with what the operator must know to go on after a restart.")
        @Nullable PhaseStatus phase,
    @JsonPropertyDescription(
            "What the operator is about to do or has done in this phase; written before it is"
                + " done.")
        @Size(max = 50)
        List<@Size(max = 512) String> intents) {
  public AttemptStatus {
    intents = intents == null ? List.of() : List.copyOf(intents);
  }
}
