package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** What ran before the first release. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Adopted(
    @JsonPropertyDescription("Name of the Deployment.") @Required @Size(min = 1, max = 253)
        String deployment,
    @JsonPropertyDescription("Labels by which the Service selected, at most 50.") @Required
        Map<String, String> selector) {
  public Adopted {
    selector = selector == null ? Map.of() : Map.copyOf(selector);
  }
}
