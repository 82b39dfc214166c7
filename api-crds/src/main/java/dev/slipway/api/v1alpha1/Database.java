package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL database of the backend. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Database(
    @JsonPropertyDescription(
            "Role the application connects with. Used by the check of the release to prove"
                + " that the database answers.")
        @Required
        Credentials application,
    @JsonPropertyDescription(
            "Role that owns the schema and runs migrations. Needed where spec.migrations is"
                + " set.")
        @Nullable Credentials migrator,
    @JsonPropertyDescription(
            "Schemas that belong to this backend, 1 to 10; the first is the one migrations"
                + " work in and hold their history in. Other schemas are never touched. Default:"
                + " [public].")
        @Default("[\"public\"]")
        @Size(min = 1, max = 10)
        List<@Size(min = 1, max = 63) @Pattern("^[a-z_][a-z0-9_$]{0,62}$") String> schemas,
    @JsonPropertyDescription(
            "How many connections one pod may open at most: pool size and overflow, times its"
                + " processes. The check refuses a release whose pods, surge and"
                + " standby included, would find no place on the server. A change of it starts no release. Absent: not counted.")
        @Min(1)
        @Max(100_000)
        @Nullable Integer connectionsPerPod) {
  public Database {
    schemas = schemas == null ? List.of() : List.copyOf(schemas);
  }
}
