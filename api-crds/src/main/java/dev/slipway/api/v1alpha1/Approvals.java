package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People who must agree to a release. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Approvals(
    @JsonPropertyDescription("How many different users must approve, 1 to 10. Default: 1.")
        @Default("1")
        @Min(1)
        @Max(10)
        @Nullable Integer count,
    @JsonPropertyDescription(
            "User names whose approval counts, at most 50. Default: everybody who may make a"
                + " ReleaseRequest.")
        @Size(max = 50)
        List<@Size(min = 1, max = 253) String> by) {
  public Approvals {
    by = by == null ? List.of() : List.copyOf(by);
  }
}
