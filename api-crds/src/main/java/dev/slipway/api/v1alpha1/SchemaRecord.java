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
        List<@Size(max = 253) String> applied,
    @JsonPropertyDescription(
            "Fingerprint of all objects in the schemas of the backend before the migration;"
                + " comparable on one server.")
        @Size(max = 64)
        @Nullable String fingerprintBefore,
    @JsonPropertyDescription("The same after the migration.") @Size(max = 64)
        @Nullable String fingerprintAfter,
    @JsonPropertyDescription(
            "What people should know of the schema and no release is refused for, for example a"
                + " constraint that is not validated, at most 20.")
        @Size(max = 20)
        List<@Size(max = 1024) String> notes) {
  public SchemaRecord {
    applied = applied == null ? List.of() : List.copyOf(applied);
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /** Of a migration that told no more than its files. */
  public SchemaRecord(@Nullable String before, @Nullable String after, List<String> applied) {
    this(before, after, applied, null, null, List.of());
  }
}
