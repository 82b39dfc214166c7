package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a release did to the schema. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SchemaRecord(
    @JsonPropertyDescription("Version of the schema before the release.") @Size(max = 253)
        @Nullable String before,
    @JsonPropertyDescription("Version of the schema after the release.") @Size(max = 253)
        @Nullable String after,
    @JsonPropertyDescription(
            "Versions of the migration files that this release applied, in order, at most"
                + " 200.")
        @Size(max = 200)
        List<@Size(max = 253) String> applied) {
  public SchemaRecord {
    applied = applied == null ? List.of() : List.copyOf(applied);
  }
}
