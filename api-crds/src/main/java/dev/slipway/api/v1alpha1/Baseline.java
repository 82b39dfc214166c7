package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a database that has lived without the tool is taken over, and what proves that it fits. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.objects) || has(self.fingerprint)",
    message =
        "a baseline needs a proof: objects that must exist, or the fingerprint that the check"
            + " tells of the schema")
public record Baseline(
    @JsonPropertyDescription(
            "Version of the newest file that is in the database already, for example 12.")
        @Required
        @Size(min = 1, max = 50)
        @Pattern("^[0-9]+([._][0-9]+)*$")
        String version,
    @JsonPropertyDescription(
            "Objects that must exist for the baseline to be believed, as schema.table or"
                + " schema.table.column, at most 50.")
        @Size(max = 50)
        List<@Size(min = 3, max = 190) @Pattern("^[^.,]+(\\.[^.,]+){1,2}$") String> objects,
    @JsonPropertyDescription(
            "Fingerprint that the schema must have for the baseline to be believed, as the check"
                + " tells it for a schema without history.")
        @Size(min = 8, max = 64)
        @Pattern("^[0-9a-f]{8,64}$")
        @Nullable String fingerprint) {

  public Baseline {
    objects = List.copyOf(Objects.requireNonNullElse(objects, List.of()));
  }
}
