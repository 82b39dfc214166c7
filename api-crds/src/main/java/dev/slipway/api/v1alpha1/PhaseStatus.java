package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** A phase of an attempt: its type and its own data, all of it as strings. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PhaseStatus(
    @JsonPropertyDescription("Name of the phase, for example Migrating or Baking.")
        @Required
        @Size(min = 1, max = 63)
        String type,
    @JsonPropertyDescription(
            "Data of the phase, for example deadlines as RFC 3339 timestamps and names of"
                + " Jobs. Meant for the operator; may change with status.protocol.")
        Map<String, String> fields) {
  public PhaseStatus {
    fields = fields == null ? Map.of() : Map.copyOf(fields);
  }
}
