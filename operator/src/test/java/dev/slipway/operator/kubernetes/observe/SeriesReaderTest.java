package dev.slipway.operator.kubernetes.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.Analysis;
import dev.slipway.api.v1alpha1.MetricsEndpoint;
import dev.slipway.api.v1alpha1.MetricsSeries;
import dev.slipway.api.v1alpha1.Plan;
import dev.slipway.api.v1alpha1.Smoke;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which requests are users' (V3): what probes and the smoke test send is not. */
class SeriesReaderTest {

  private static PodTemplateSpec probing(String ready, String alive) {
    return new PodTemplateSpecBuilder()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .withNewReadinessProbe()
        .withNewHttpGet()
        .withPath(ready)
        .endHttpGet()
        .endReadinessProbe()
        .withNewLivenessProbe()
        .withNewHttpGet()
        .withPath(alive)
        .endHttpGet()
        .endLivenessProbe()
        .endContainer()
        .endSpec()
        .build();
  }

  private static Plan plan(
      PodTemplateSpec template, @Nullable Smoke smoke, @Nullable MetricsSeries series) {
    var metrics = new MetricsEndpoint(8080, "/internal/metrics", series);
    return new Plan(
        template,
        null,
        null,
        null,
        null,
        null,
        null,
        smoke,
        new Analysis(null, null, null, metrics),
        null,
        null,
        null,
        List.of());
  }

  @Test
  void probesSmokeAndTheMetricsThemselvesAreNoUsers() {
    var smoke = new Smoke("/ops/health", "/ops/ready", "/api/me", null);
    var mapping = SeriesReader.read(plan(probing("/up?full=true", "/alive"), smoke, null));
    assertThat(mapping.excluded())
        .containsExactlyInAnyOrder(
            "/internal/metrics", "/ops/health", "/ops/ready", "/up", "/alive");
    assertThat(mapping.requests()).isEmpty();
  }

  @Test
  void aProbeOfTheFrontPageDoesNotTakeEveryRequestAway() {
    var mapping = SeriesReader.read(plan(probing("/", "/alive"), null, null));
    assertThat(mapping.excluded()).containsExactlyInAnyOrder("/internal/metrics", "/alive");
  }

  @Test
  void readsWhatTheSpecNames() {
    var series =
        new MetricsSeries(
            "shop_calls_total",
            "shop_call_seconds",
            "result",
            "resource",
            List.of("server=public", "zone=a=b"),
            List.of("/internal"));
    var mapping = SeriesReader.read(plan(probing("/up", "/alive"), null, series));
    assertThat(mapping.requests()).contains("shop_calls_total");
    assertThat(mapping.durations()).contains("shop_call_seconds");
    assertThat(mapping.status()).contains("result");
    assertThat(mapping.route()).contains("resource");
    assertThat(mapping.match()).isEqualTo(Map.of("server", "public", "zone", "a=b"));
    assertThat(mapping.excluded()).contains("/internal");
  }
}
