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
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import org.jspecify.annotations.Nullable;

/** The version of a backend that shall serve, and the rules for getting there. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.migrations) || (has(self.database) && has(self.database.migrator))",
    message =
        "spec.migrations needs spec.database.migrator: the Secret of the role that may"
            + " change the schema")
public record BackendReleaseSpec(
    @JsonPropertyDescription(
            "Version to release, for example 2.4.1: a letter or digit, then up to 62 letters,"
                + " digits, dots, underscores, plus and minus signs. A change of it, of the"
                + " template or of the migrations starts a release.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z0-9][A-Za-z0-9._+-]{0,62}$")
        String version,
    @JsonPropertyDescription(
            "Who made this change and why; copied to the record of the release. It may be"
                + " edited without starting a release.")
        @Nullable Change change,
    @JsonPropertyDescription(
            "How many pods serve, 0 to 500. `kubectl scale` changes it, in every phase,"
                + " without starting a release. Default: 1.")
        @SpecReplicas
        @Default("1")
        @Min(0)
        @Max(500)
        @Nullable Integer replicas,
    @JsonPropertyDescription(
            "Pod template of the backend, as in a Deployment. The first container is the"
                + " application.")
        @Required
        PodTemplateSpec template,
    @JsonPropertyDescription(
            "The Service that callers use. The operator makes it, and points it at the"
                + " version that serves.")
        @Required
        Exposure service,
    @JsonPropertyDescription(
            "A Deployment and its Service that run already and are moved over. They become"
                + " revision 0, the first way back. It may be given until a version serves, and"
                + " taken away afterwards. Without it no Service of this name may exist.")
        @Nullable Adopt adopt,
    @JsonPropertyDescription(
            "The PostgreSQL database of the backend. Without it nothing is checked or"
                + " migrated.")
        @Nullable Database database,
    @JsonPropertyDescription(
            "Migrations that come with a version; they run before its pods start. Without it"
                + " the schema is not touched.")
        @Nullable Migrations migrations,
    @JsonPropertyDescription("How the new version takes over from the old one.") @Default("{}")
        @Nullable Strategy strategy,
    @JsonPropertyDescription(
            "What is checked before anything is changed. The pod template and the database"
                + " connection are always checked.")
        @Default("{}")
        @Nullable Prechecks prechecks,
    @JsonPropertyDescription(
            "What a release waits for before anything is changed; a change of it starts no"
                + " release. Without it nothing is waited for.")
        @Nullable Gates gates,
    @JsonPropertyDescription(
            "Requests that the new pods must answer before the release is called good; also"
                + " asked after going back. Without it only readiness counts.")
        @Nullable Smoke smoke,
    @JsonPropertyDescription("What the new version is judged by while it bakes.") @Default("{}")
        @Nullable Analysis analysis,
    @JsonPropertyDescription(
            "How long the new version is watched under full traffic before the release is"
                + " called good. Default: 10m.")
        @Default("10m")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span bake,
    @JsonPropertyDescription(
            "How long the exchange of pods may stand still until the release has failed, and how"
                + " long the migration of another release of the same history is waited for."
                + " Default: 10m.")
        @Default("10m")
        @Pattern(Span.PATTERN)
        @Size(min = 2, max = 21)
        @Nullable Span progressDeadline,
    @JsonPropertyDescription("Whether a bad version is taken back without a person.") @Default("{}")
        @Nullable Rollback rollback) {}
