package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where the migrations of a version lie, and what runs them. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Migrations(
    @JsonPropertyDescription(
            "Tool the migration files are written for. Flyway: V<version>__<description>.sql"
                + " files, run by the release itself with one ledger row per file.")
        @Required
        MigrationTool tool,
    @JsonPropertyDescription(
            "Absolute path of the directory with the migration files inside the image, for"
                + " example /app/migrations.")
        @Required
        @Size(min = 2, max = 1024)
        @Pattern("^/.*[^/]$")
        String path,
    @JsonPropertyDescription(
            "Image that holds the migration files. Default: the image of the first container"
                + " of spec.template.")
        @Size(min = 1, max = 1024)
        @Nullable String image,
    @JsonPropertyDescription(
            "Table in which the tool keeps its history, in the first of"
                + " spec.database.schemas. Default: flyway_schema_history.")
        @Default("flyway_schema_history")
        @Size(min = 1, max = 63)
        @Pattern("^[a-z_][a-z0-9_$]{0,62}$")
        @Nullable String historyTable) {}
