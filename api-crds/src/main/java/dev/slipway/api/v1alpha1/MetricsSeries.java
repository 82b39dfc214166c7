package dev.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which series are requests, where the usual names do not fit. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.requests) || !self.requests.endsWith('_bucket')",
    message =
        "series.requests counts requests: name a counter, or the _count of a histogram, not its"
            + " _bucket")
@ValidationRule(
    value = "!has(self.durations) || !self.durations.matches('_(bucket|count|sum)$')",
    message = "series.durations is the name of the histogram, without _bucket, _count or _sum")
public record MetricsSeries(
    @JsonPropertyDescription(
            "Name of the counter of requests, or of the _count of a histogram, for example"
                + " shop_calls_total. Default: the usual names of Micrometer, OpenTelemetry, the"
                + " Go client, prom-client, FastAPI, Starlette, Flask and .NET.")
        @Pattern("^[a-zA-Z_:][a-zA-Z0-9_:]*$")
        @Size(min = 1, max = 253)
        @Nullable String requests,
    @JsonPropertyDescription(
            "Name of the histogram of their durations, without _bucket, for example"
                + " shop_call_seconds. Seconds, or milliseconds where the name ends with _ms or"
                + " _milliseconds. Default: the histogram that series.requests belongs to, or the"
                + " usual names.")
        @Pattern("^[a-zA-Z_:][a-zA-Z0-9_:]*$")
        @Size(min = 1, max = 253)
        @Nullable String durations,
    @JsonPropertyDescription(
            "Label that says how a request ended; 500 to 599, 5xx, SERVER_ERROR, error and"
                + " failure are errors. Default: status, status_code, code and other usual names.")
        @Pattern("^[a-zA-Z_][a-zA-Z0-9_]*$")
        @Size(min = 1, max = 253)
        @Nullable String status,
    @JsonPropertyDescription(
            "Label that says which path was asked for. Default: uri, route, path, handler and"
                + " other usual names.")
        @Pattern("^[a-zA-Z_][a-zA-Z0-9_]*$")
        @Size(min = 1, max = 253)
        @Nullable String route,
    @JsonPropertyDescription(
            "Labels that a series must have to count, as label=value, at most 20, for example"
                + " server=public. Default: none.")
        @Size(max = 20)
        List<@Size(min = 3, max = 253) @Pattern("^[a-zA-Z_][a-zA-Z0-9_]*=.+$") String> match,
    @JsonPropertyDescription(
            "Paths that no user calls and everything below them, at most 50. Health and metrics"
                + " paths of common frameworks, the template's probes, smoke.health and smoke.ready"
                + " never count. Default: none.")
        @Size(max = 50)
        List<@Size(min = 1, max = 1024) @Pattern("^/.*$") String> exclude) {
  public MetricsSeries {
    match = match == null ? List.of() : List.copyOf(match);
    exclude = exclude == null ? List.of() : List.copyOf(exclude);
  }
}
