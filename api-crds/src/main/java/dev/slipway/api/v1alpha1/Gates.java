package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a release waits for before anything is changed. It never fails by waiting. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Gates(
    @JsonPropertyDescription(
            "Names of facts, at most 20, that spec.change.facts must declare, for example"
                + " TestsGreen, TriedInStaging, RollbackOwner. Default: none.")
        @Size(max = 20)
        List<@Size(min = 1, max = 63) @Pattern("^[A-Za-z][A-Za-z0-9-]{0,62}$") String> facts,
    @JsonPropertyDescription("People who must agree, by a ReleaseRequest each.")
        @Nullable Approvals approvals,
    @JsonPropertyDescription("Times, at most 50, in which no release begins. Default: none.")
        @Size(max = 50)
        List<Freeze> freezes) {
  public Gates {
    facts = facts == null ? List.of() : List.copyOf(facts);
    freezes = freezes == null ? List.of() : List.copyOf(freezes);
  }
}
