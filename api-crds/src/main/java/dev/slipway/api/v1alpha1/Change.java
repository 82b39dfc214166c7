package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who made a release, from what, and why: what the deployment log tells later. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Change(
    @JsonPropertyDescription(
            "Who asked for this release, for example an e-mail address or a CI job. At most"
                + " 253 characters. Shown in `kubectl get relrec`.")
        @Size(max = 253)
        @Nullable String author,
    @JsonPropertyDescription(
            "Source revision the version was built from, for example a Git commit. At most"
                + " 253 characters.")
        @Size(max = 253)
        @Nullable String revision,
    @JsonPropertyDescription(
            "What changed, in words for the people on call. At most 4096 characters.")
        @Size(max = 4096)
        @Nullable String notes,
    @JsonPropertyDescription(
            "Ticket or pull request this release belongs to. At most 253 characters.")
        @Size(max = 253)
        @Nullable String ticket,
    @JsonPropertyDescription(
            "What is declared about this release, at most 20 facts; spec.gates.facts names the"
                + " ones that must be.")
        @Size(max = 20)
        List<Fact> facts) {
  public Change {
    facts = facts == null ? List.of() : List.copyOf(facts);
  }
}
