package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A time in which no release begins: once, or every week. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "size(self.from) == size(self.until)",
    message = "from and until are both of a week (Fri 16:00) or both of a date (2026-12-20T00:00)")
@ValidationRule(
    value = "self.from != self.until && (size(self.from) == 9 || self.from < self.until)",
    message = "until must be after from")
public record Freeze(
    @JsonPropertyDescription(
            "When it begins: a day of the week and a time, as Fri 16:00, or a date and a time, as"
                + " 2026-12-20T00:00.")
        @Required
        @Size(min = 9, max = 16)
        @Pattern(Freeze.MOMENT)
        String from,
    @JsonPropertyDescription("When it ends, in the same form; this moment is free again.")
        @Required
        @Size(min = 9, max = 16)
        @Pattern(Freeze.MOMENT)
        String until,
    @JsonPropertyDescription("Time zone of both, as Europe/Berlin. Default: UTC.")
        @Default("UTC")
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$")
        @Nullable String zone,
    @JsonPropertyDescription("Why, for those who wait.") @Size(max = 253) @Nullable String reason) {
  static final String MOMENT =
      "^((Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01][0-9]|2[0-3]):[0-5][0-9]"
          + "|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9])$";
}
