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
                + " files. Sql: ordered files such as 001_orders.sql or 001_orders.up.sql, whose"
                + " history may be that of golang-migrate, dbmate, Rails or a plain table. Both"
                + " are run by the release itself with one ledger row per file.")
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
                + " spec.database.schemas. Default: flyway_schema_history for Flyway,"
                + " schema_migrations for Sql.")
        @Size(min = 1, max = 63)
        @Pattern("^[a-z_][a-z0-9_$]{0,62}$")
        @Nullable String historyTable,
    @JsonPropertyDescription(
            "Whether files older than the newest one applied are applied too, as they come when"
                + " branches are merged; without it such a file is refused by name. Default:"
                + " false.")
        @Default("false")
        @Nullable Boolean outOfOrder) {}
