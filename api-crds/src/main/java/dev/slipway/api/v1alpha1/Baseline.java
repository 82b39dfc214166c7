package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a database stands that has lived without the tool, and what proves it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.objects) || has(self.fingerprint)",
    message =
        "spec.migrations.baseline needs a proof: objects that must exist, or the fingerprint of"
            + " the schema")
public record Baseline(
    @JsonPropertyDescription(
            "Version of the newest file whose change is in the database already, as its name has"
                + " it, for example 12.")
        @Required
        @Size(min = 1, max = 50)
        @Pattern("^[0-9]+([._][0-9]+)*$")
        String version,
    @JsonPropertyDescription(
            "What exists in a database of that version, as schema.table or schema.table.column, up"
                + " to 50. Where one of them is missing, nothing is written.")
        @Size(min = 1, max = 50)
        @Nullable
            List<
                @Size(min = 3, max = 191)
                @Pattern("^[a-z_][a-z0-9_$]*\\.[a-z_][a-z0-9_$]*(\\.[a-z_][a-z0-9_$]*)?$") String>
            objects,
    @JsonPropertyDescription(
            "Fingerprint of the schemas, as the refusal without a baseline tells it. Where it is"
                + " another one, nothing is written.")
        @Size(min = 16, max = 16)
        @Pattern("^[0-9a-f]{16}$")
        @Nullable String fingerprint) {
  public Baseline {
    objects = objects == null ? null : List.copyOf(objects);
  }
}
