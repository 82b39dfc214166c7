package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the migrations of a version lie, and what runs them. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "self.tool == 'Flyway' || !has(self.placeholders)",
    message = "spec.migrations.placeholders are Flyway's; the tool Sql runs files as they are")
@ValidationRule(
    value = "self.tool == 'Flyway' || !has(self.morePaths)",
    message = "spec.migrations.morePaths is for Flyway; the tool Sql reads one directory")
@ValidationRule(
    value =
        "!has(self.placeholders) || self.placeholders.all(p, self.placeholders.exists_one(q,"
            + " q.name == p.name))",
    message = "spec.migrations.placeholders has a name twice")
public record Migrations(
    @JsonPropertyDescription(
            "Tool the migration files are written for. Flyway: V<version>__<description>.sql"
                + " files. Sql: ordered files such as 001_orders.sql or 001_orders.up.sql, whose"
                + " history may be that of golang-migrate, dbmate, Rails or a plain table. Both"
                + " are run by the release itself with one ledger row per file.")
        @Required
        MigrationTool tool,
    @JsonPropertyDescription(
            "Where the migration files lie inside the image: the absolute path of a directory, for"
                + " example /app/migrations, or a folder in a jar, for example"
                + " jar:/app/app.jar!/BOOT-INF/classes/db/migration.")
        @Required
        @Size(min = 2, max = 1024)
        @Pattern("^(/.*[^/]|jar:/[^!]*\\.jar!/[^!]*[^!/])$")
        String path,
    @JsonPropertyDescription(
            "More directories of the image with files of the same history, up to 5. Only for"
                + " Flyway.")
        @Size(min = 1, max = 5)
        @Nullable List<@Size(min = 2, max = 1024) @Pattern("^/.*[^/]$") String> morePaths,
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
        @Nullable Boolean outOfOrder,
    @JsonPropertyDescription(
            "What stands for ${name} in the files, up to 50. Only for Flyway. A change of it is"
                + " another plan.")
        @Size(min = 1, max = 50)
        @Nullable List<Placeholder> placeholders,
    @JsonPropertyDescription(
            "Takes over a database that has content and no history of the tool. Read only while"
                + " there is no history, so it may stay.")
        @Nullable Baseline baseline,
    @JsonPropertyDescription(
            "A query of your own that must answer true after the migration, for example SELECT"
                + " count(*) = 0 FROM orders WHERE total IS NULL. It cannot write; another answer"
                + " is a failed verification.")
        @Size(min = 1, max = 4096)
        @Nullable String check,
    @JsonPropertyDescription(
            "Role the application connects with. A new table that it may not read is named after"
                + " the migration. Without it every role that may read all earlier tables is taken"
                + " for it.")
        @Size(min = 1, max = 63)
        @Nullable String applicationRole,
    @JsonPropertyDescription("How long a migration may wait, and make others wait.")
        @Nullable MigrationLimits limits) {
  public Migrations {
    morePaths = morePaths == null ? null : List.copyOf(morePaths);
    placeholders = placeholders == null ? null : List.copyOf(placeholders);
  }
}
