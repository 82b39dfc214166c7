package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is checked before anything is changed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Prechecks(
    @JsonPropertyDescription(
            "Names of environment variables, at most 100, that the application's container"
                + " must have with a value that is not empty. All that are missing are named at"
                + " once. Default: none.")
        @Size(max = 100)
        List<@Size(min = 1, max = 253) @Pattern("^[A-Za-z_][A-Za-z0-9_]*$") String>
            requiredEnvironment,
    @JsonPropertyDescription(
            "Whether the rules for production are enforced: images by digest (@sha256:…)"
                + " only, no debug switches, secrets that are set and not a known example. Default:"
                + " false.")
        @Default("false")
        @Nullable Boolean production) {
  public Prechecks {
    requiredEnvironment =
        requiredEnvironment == null ? List.of() : List.copyOf(requiredEnvironment);
  }
}
