package dev.slipway.backend.bench;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/** What our filters do for each request that is well: metrics, an id, headers of security. */
final class JavalinDuties {

  private static final String SAMPLE = "sample";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5)
  };

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final String version;

  JavalinDuties(String version) {
    this.version = version;
    meters.config().commonTags("version", version);
    new JvmMemoryMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
  }

  PrometheusMeterRegistry meters() {
    return meters;
  }

  void begin(Context context) {
    context.attribute(SAMPLE, Timer.start(meters));
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    MDC.put("request_id", id);
    context.header("X-Request-Id", id);
    context.header("X-Version", version);
    context.header("X-Frame-Options", "DENY");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    context.header("Cache-Control", "no-store");
  }

  void end(Context context) {
    Timer.Sample sample = context.attribute(SAMPLE);
    if (sample != null) {
      var tags =
          Tags.of(
              "uri",
              "/api/orders",
              "status",
              Integer.toString(context.statusCode()),
              "method",
              context.method().name());
      sample.stop(
          Timer.builder("http.server.requests")
              .serviceLevelObjectives(BUCKETS)
              .withRegistry(meters)
              .withTags(tags));
    }
    MDC.remove("request_id");
  }

  void metrics(Context context) {
    context.result(meters.scrape());
  }
}
