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
import org.jspecify.annotations.Nullable;

/** Where the pods of the backend tell their metrics. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MetricsEndpoint(
    @JsonPropertyDescription(
            "Port of the pods that serves metrics in the Prometheus text format, 1 to 65535."
                + " It must be declared by a container of spec.template.")
        @Required
        @Min(1)
        @Max(65535)
        Integer port,
    @JsonPropertyDescription("Path of the metrics. Default: /metrics.")
        @Default("/metrics")
        @Size(min = 1, max = 1024)
        @Pattern("^/.*$")
        @Nullable String path,
    @JsonPropertyDescription("Which series are requests, where the usual names do not fit.")
        @Nullable MetricsSeries series) {}
